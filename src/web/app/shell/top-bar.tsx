import { Finder } from './finder.tsx'
import { NightState } from './night-state.tsx'
import { PersonMenu } from './person-menu.tsx'
import classes from './shell.module.css'
import { StopButton } from './stop.tsx'

interface TopBarProps {
  readonly phone: boolean
}

export function TopBar({ phone }: TopBarProps) {
  return (
    <header className={classes.bar}>
      <Finder phone={phone} />
      <NightState phone={phone} />
      <StopButton />
      {!phone && <PersonMenu />}
    </header>
  )
}
