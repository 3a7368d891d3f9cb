import '@fontsource-variable/inter'
import './theme/mantine.css'
import './theme/tokens.css'
import { createRoot } from 'react-dom/client'
import { watchTouches } from './api/attended.ts'
import { App } from './app/app.tsx'

watchTouches(window)
const place = document.getElementById('app')
if (place === null) throw new Error('index.html has no place for the app.')
createRoot(place).render(<App />)
