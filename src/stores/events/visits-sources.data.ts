/**
 * Who sends visitors: names of sites (`google` stands for google.de, www.google.co.uk, ...; also what campaigns write as their
 * source), whole hosts where a part of a site is something else than the site, and hosts that are no source at all.
 */
export const SOURCE_KINDS = ['search', 'social', 'video', 'shopping', 'marketplace', 'affiliate', 'mail'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** The name before the public suffix, in lower case. */
export const SITES: Readonly<Record<SourceKind, readonly string[]>> = {
  search: [
    ...['google', 'bing', 'yahoo', 'duckduckgo', 'ecosia', 'startpage', 'qwant', 'swisscows', 'metager', 'fireball'],
    ...['yandex', 'baidu', 'naver', 'daum', 'seznam', 'ask', 'aol', 'lycos', 'suche', 'kagi', 'mojeek', 'presearch'],
    ...['dogpile', 'sogou', 'so', 'rambler', 'onet', 'virgilio', 'search', 'brave', 'adwords', 'googleads', 'bingads'],
  ],
  social: [
    ...['facebook', 'fb', 'instagram', 'ig', 'threads', 'pinterest', 'pin', 'tiktok', 'twitter', 't', 'x', 'linkedin'],
    ...['lnkd', 'xing', 'reddit', 'snapchat', 'tumblr', 'quora', 'vk', 'ok', 'weibo', 'wechat', 'whatsapp', 'wa'],
    ...[
      'telegram',
      'discord',
      'bsky',
      'bluesky',
      'mastodon',
      'nebenan',
      'gutefrage',
      'flickr',
      'meetup',
      'livejournal',
    ],
    ...['messenger', 'meta', 'linktr', 'linkin', 'knuddels', 'jodel'],
  ],
  video: ['youtube', 'youtu', 'yt', 'vimeo', 'dailymotion', 'twitch', 'netflix', 'disneyplus'],
  shopping: [
    ...['idealo', 'billiger', 'geizhals', 'guenstiger', 'preisvergleich', 'ladenzeile', 'moebel', 'preis', 'shopzilla'],
    ...['check24', 'mydealz', 'preisroboter', 'pricerunner', 'kelkoo', 'shopping', 'smarter', 'dealdoktor', 'stylight'],
    ...['toppreise', 'heureka', 'ceneo', 'twenga', 'domodi', 'nextag'],
  ],
  marketplace: [
    ...['amazon', 'ebay', 'otto', 'kaufland', 'etsy', 'zalando', 'kleinanzeigen', 'aboutyou', 'hood', 'avocadostore'],
    ...['galaxus', 'rakuten', 'cdiscount', 'bol', 'allegro', 'walmart', 'aliexpress', 'alibaba', 'temu', 'limango'],
  ],
  affiliate: [
    ...['awin', 'awin1', 'zanox', 'belboon', 'adcell', 'tradedoubler', 'webgains', 'financeads', 'digistore24', 'cj'],
    ...['affilinet', 'partnerize', 'retailads', 'daisycon', 'tradetracker', 'shareasale', 'impact', 'easyaffiliate'],
    ...[
      'payback',
      'shoop',
      'igraal',
      'gutscheinpony',
      'gutscheine',
      'coupons',
      'sparwelt',
      'mydays',
      'corporatebenefits',
    ],
  ],
  mail: ['email', 'e-mail', 'e_mail', 'e mail', 'mail', 'newsletter', 'deref-gmx', 'deref-mail', 'deref-web', 'gmx'],
}

/** Hosts that are something else than the site they belong to. */
export const HOSTS: Readonly<Partial<Record<SourceKind, readonly string[]>>> = {
  mail: [
    ...['mail.google.com', 'com.google.android.gm', 'outlook.live.com', 'outlook.office.com', 'outlook.office365.com'],
    ...['mail.yahoo.com', 'mail.yahoo.de', 'mail.aol.com', 'navigator.web.de', 'deref-web-02.de', 'navigator.gmx.net'],
    ...['email.t-online.de', 'webmail.t-online.de', 'webmail.freenet.de', 'mail.de', 'mailbox.org', 'mail.proton.me'],
  ],
  search: [
    'suche.t-online.de',
    'suche.web.de',
    'suche.gmx.net',
    'suche.freenet.de',
    'com.google.android.googlequicksearchbox',
  ],
  shopping: ['shopping.google.com', 'shopping.google.de'],
}

/** Sites that a buyer is sent to and comes back from: payment, bank checks, identity. A return from there is no new visit's source. */
export const WAYSTATIONS: readonly string[] = [
  ...[
    'paypal',
    'klarna',
    'stripe',
    'adyen',
    'mollie',
    'sofort',
    'giropay',
    'paydirekt',
    'wero-wallet',
    'unzer',
    'ratepay',
  ],
  ...['computop', 'payone', 'saferpay', 'sumup', 'billie', 'alma', 'riverty', 'afterpay', 'worldline', 'heidelpay'],
  ...['secupay', 'wirecard', '3dsecure', 'arcot', 'postfinance', 'twint', 'eps-payment', 'skrill', 'shop-pay'],
]

/** Hosts of payment within sites that are sources otherwise. */
export const WAYSTATION_HOSTS: readonly string[] = [
  ...[
    'pay.amazon.com',
    'pay.amazon.de',
    'payments.amazon.de',
    'pay.google.com',
    'accounts.google.com',
    'apple-pay.apple.com',
  ],
]

/** Events that tell about an order or a message, not about anything that somebody does in the shop. */
export const BACK_OFFICE_TYPES: readonly string[] = [
  ...['Order Updated', 'Order Refunded', 'Order Cancelled', 'Order Shipped', 'Order Fulfilled', 'Order Delivered'],
  ...['Order Returned', 'Order Paid', 'Order Created', 'Order Invoiced', 'Refund Created', 'Subscription Renewed'],
  ...['Email Sent', 'Email Delivered', 'Email Opened', 'Email Bounced', 'Email Marked as Spam', 'Email Link Clicked'],
  ...['Email Deferred', 'Email Dropped', 'Unsubscribed', 'Push Notification Sent', 'Push Notification Received'],
  ...[
    'Push Notification Bounced',
    'SMS Sent',
    'SMS Delivered',
    'Product Restocked',
    'Product Updated',
    'Price Changed',
  ],
]

/** Events that say who somebody is; they make links between ids, no visits. */
export const IDENTITY_TYPES: readonly string[] = ['Identified', 'Grouped', 'Aliased']
