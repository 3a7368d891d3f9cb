/** One person, for whoever manages the team: role, help back in, disable, remove. */
import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { ROLES } from '../../../core/rights.ts'
import { ROLE_WORDS } from '../../../core/role-words.ts'
import { send } from '../../../web/api/client.ts'
import { useMe } from '../../../web/api/me.ts'
import { useText } from '../../../web/lang.tsx'
import { Confirm } from '../../../web/ui/confirm.tsx'
import { notify } from '../../../web/ui/notify.ts'
import type { MadeLink, PersonView } from '../schema.ts'
import { useDelicate } from './delicate.tsx'
import { LinkDialog } from './shown-once.tsx'
import classes from './team.module.css'
import { words } from './team-words.ts'

const TOUCHES = ['team']

interface PersonDialogProps {
  readonly person: PersonView
  onClose(): void
}

export function PersonDialog({ person, onClose }: PersonDialogProps) {
  const t = useText()
  const isMe = useMe()?.id === String(person.id)
  const [link, setLink] = useState<MadeLink | null>(null)
  return (
    <>
      <Modal
        opened
        onClose={onClose}
        title={person.name}
        centered
        transitionProps={{ duration: 100 }}
        closeButtonProps={{ 'aria-label': t(words.close) }}
      >
        <Text size="sm" c="var(--ink-soft)" mb="sm">
          {person.email}
        </Text>
        {isMe ? (
          <Text size="sm">{t(words.self)}</Text>
        ) : (
          <Stack gap="md">
            <RoleForm person={person} />
            {person.disabledAt === null && <BackIn person={person} onLink={setLink} />}
            <Leave person={person} onGone={onClose} />
          </Stack>
        )}
      </Modal>
      {link !== null && <LinkDialog link={link} onClose={() => setLink(null)} />}
    </>
  )
}

function RoleForm({ person }: { person: PersonView }) {
  const t = useText()
  const [role, setRole] = useState(person.role)
  const { run, busy, dialog } = useDelicate(TOUCHES, words.lastOwner)
  const save = async () => {
    const version = `"${person.version}"`
    const done = await run(() => send(`/team/people/${person.id}`, { method: 'PATCH', body: { role }, version }))
    if (done) notify({ message: words.roleChanged, tone: 'good' })
  }
  return (
    <div>
      <NativeSelect
        label={t(words.role)}
        description={t(ROLE_WORDS[role].about)}
        value={role}
        data={ROLES.map((value) => ({ value, label: t(ROLE_WORDS[value].title) }))}
        onChange={(event) => setRole(ROLES.find((value) => value === event.target.value) ?? person.role)}
      />
      {role !== person.role && (
        <Group mt="xs" gap="xs" wrap="nowrap">
          <Button flex="none" loading={busy} onClick={() => void save()}>
            {t(words.saveRole)}
          </Button>
          <Text size="sm" c="var(--ink-soft)">
            {t(words.roleAbout)}
          </Text>
        </Group>
      )}
      {dialog}
    </div>
  )
}

function BackIn({ person, onLink }: { person: PersonView; onLink(link: MadeLink): void }) {
  const t = useText()
  const { run, busy, dialog } = useDelicate(TOUCHES)
  const make = () => run(async () => onLink(await send<MadeLink>(`/team/people/${person.id}/link`, { method: 'POST' })))
  return (
    <div className={classes.part}>
      <h3>{t(words.backIn)}</h3>
      <p>{t(words.backInAbout)}</p>
      <Button variant="default" loading={busy} onClick={() => void make()}>
        {t(words.makeLink)}
      </Button>
      {dialog}
    </div>
  )
}

function Leave({ person, onGone }: { person: PersonView; onGone(): void }) {
  const t = useText()
  const [isRemoving, setRemoving] = useState(false)
  const { run, busy, dialog } = useDelicate(TOUCHES, words.lastOwner)
  const path = `/team/people/${person.id}`
  const isDisabled = person.disabledAt !== null
  const turn = () => run(() => send(`${path}/disabled`, { method: isDisabled ? 'DELETE' : 'PUT' }))
  const remove = async () => {
    setRemoving(false)
    if (!(await run(() => send(path, { method: 'DELETE' })))) return
    notify({ message: words.removed, tone: 'good' })
    onGone()
  }
  return (
    <div className={classes.part}>
      <h3>{t(words.leave)}</h3>
      <p>{t(isDisabled ? words.enableAbout : words.disableAbout)}</p>
      <Group gap="xs">
        <Button variant="default" loading={busy} onClick={() => void turn()}>
          {t(isDisabled ? words.enable : words.disable)}
        </Button>
        <Button variant="default" color="red" onClick={() => setRemoving(true)}>
          {t(words.remove)}
        </Button>
      </Group>
      {isRemoving && (
        <Confirm
          opened
          danger
          title={t(words.removeTitle(person.name))}
          action={t(words.remove)}
          onConfirm={() => void remove()}
          onClose={() => setRemoving(false)}
        >
          {t(words.removeAbout)}
        </Confirm>
      )}
      {dialog}
    </div>
  )
}
