export { postLength } from './measure.ts'
export { openPublishing, type PublishChannels, verifyPublishing } from './open.ts'
export {
  type Article,
  type Limits,
  type Network,
  type Picture,
  type PictureType,
  PLACE_NAMES,
  type PublishChannel,
  type SocialChannel,
  type SocialPost,
} from './outlet.ts'
export { publishSettingsOf } from './settings.ts'
