export { findMail, maybeSent, sendOnce } from './send-once.ts'
export { type MailReceipt, type SmtpConfig, sendMail, verifySmtp } from './smtp.ts'
