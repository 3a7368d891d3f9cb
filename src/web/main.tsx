import '@fontsource-variable/inter'
import './theme/mantine.css'
import './theme/tokens.css'
import { createRoot } from 'react-dom/client'
import { watchTouches } from './api/attended.ts'
import { App, askToSignInFrom } from './app/app.tsx'
import { takeAnswers } from './app/drawn.ts'
import { makeClient } from './app/questions.ts'
import { makeRouter } from './app/router.tsx'

watchTouches(window)
const place = document.getElementById('app')
if (place === null) throw new Error('index.html has no place for the app.')
const client = makeClient()
const router = makeRouter(client)
askToSignInFrom(router)
const show = () => createRoot(place).render(<App client={client} router={router} />)
// What the server drew stays until there is the same to put in its place.
if (takeAnswers(client)) void router.load().then(show)
else show()
