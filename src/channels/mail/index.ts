export { type SmtpConfig, sendMail, verifySmtp } from './smtp.ts'
