export { type MailReceipt, type SmtpConfig, sendMail, verifySmtp } from './smtp.ts'
