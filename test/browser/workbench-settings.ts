import type { TestSmtp } from '../smtp.ts'

export const TIME_ZONE = 'Europe/Berlin'

/** What the workbench of the browser tests is set to. */
export const settingsOf = ({ url }: TestSmtp) => ({
  DIRIGENT_TIME_ZONE: TIME_ZONE,
  DIRIGENT_SMTP_URL: url,
  DIRIGENT_MAIL_FROM: 'dirigent@shop.example',
  DIRIGENT_PURCHASING_TO: 'einkauf@shop.example',
})
