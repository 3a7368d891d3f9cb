/** The places where texts are published besides the shop: what goes there, and what each of them has to be able to do. */
import type { Lang, Text } from '../../core/lang.ts'

export type Network = 'mastodon' | 'bluesky'
export type Place = Network | 'wordpress'

export type PictureType = 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp'

export interface Picture {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: PictureType
  /** What it shows, for whoever does not see it. */
  readonly alt: string
}

/** A post of a social network; its link and its hashtags stand in the text. */
export interface SocialPost {
  readonly text: string
  readonly lang: Lang
  readonly picture: Picture | null
}

/** An article of a blog. */
export interface Article {
  readonly title: string
  readonly html: string
  /** One or two sentences for lists; empty: none. */
  readonly excerpt: string
  /** 'draft': put there for somebody to publish. */
  readonly status: 'publish' | 'draft'
}

/** Where something is: the id by which its place knows it, and the address people open. */
export interface Live {
  readonly id: string
  readonly url: string
}

/** The intent, stored before the place is asked: the same for every attempt at one decision. */
export interface Intent {
  readonly key: string
  /** UTC milliseconds of the first attempt. */
  readonly begunAt: number
}

/** What was approved beside what is there, where they part. */
export interface Difference {
  readonly wanted: string
  readonly shown: string
}

/** One place; everything throws AppError 'channel.failed'. */
export interface Outlet<Piece> {
  readonly place: Place
  /** As people call it: 'Mastodon (chaos.social)'. */
  readonly name: string
  /** What an earlier attempt of this intent brought there; null: nothing. */
  find(piece: Piece, intent: Intent): Promise<Live | null>
  create(piece: Piece, intent: Intent): Promise<Live>
  /** Null: what is there is what was approved. */
  differs(piece: Piece, live: Live): Promise<Difference | null>
  /** What is gone already is no fault. */
  remove(live: Live): Promise<void>
  /** Reads only. @returns what it found, in a few words */
  verify(): Promise<string>
}

/** What a network takes. */
export interface Limits {
  /** Signs of a post as a reader counts them. */
  readonly characters: number
  /** What any address counts; null: as many as it has. */
  readonly charactersPerUrl: number | null
  readonly pictureBytes: number
  readonly pictureTypes: readonly string[]
}

export interface SocialOutlet extends Outlet<SocialPost> {
  readonly place: Network
  limits(): Promise<Limits>
}

/** 'already': an earlier attempt had done it. */
interface Published extends Live {
  readonly outcome: 'published' | 'already'
}

/** The way to one place, exactly once for each key. */
export interface PublishChannel<Piece> {
  readonly place: Place
  readonly name: string
  /**
   * Publishes, and reads back that what is there is what was approved.
   * @throws AppError 'channel.failed', see `details.temporary`
   */
  publish(piece: Piece, key: string): Promise<Published>
  /** What an attempt of this key brought there, also one that nobody heard of; null: nothing. @throws AppError 'channel.failed' */
  wasPublished(piece: Piece, key: string): Promise<Published | null>
  /** Takes down what was published under the key; where it is gone, or never was there, nothing happens. */
  takeDown(key: string): Promise<void>
  verify(): Promise<string>
}

export interface SocialChannel extends PublishChannel<SocialPost> {
  readonly place: Network
  limits(): Promise<Limits>
}

export const PLACE_NAMES: Readonly<Record<Place, Text>> = {
  mastodon: { de: 'Mastodon', en: 'Mastodon' },
  bluesky: { de: 'Bluesky', en: 'Bluesky' },
  wordpress: { de: 'WordPress', en: 'WordPress' },
}
