export { postLength } from './measure.ts'
export { openPublishing, type PublishChannels, verifyPublishing } from './open.ts'
export {
  type Article,
  type Limits,
  NETWORKS,
  type Network,
  PICTURE_TYPES,
  type Picture,
  type PictureType,
  PLACE_NAMES,
  type PublishChannel,
  type Published,
  type SocialChannel,
  type SocialPost,
} from './outlet.ts'
export { type PublishSettings, publishSettingsOf } from './settings.ts'
