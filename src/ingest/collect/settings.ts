/** What Segment's browser client fetches before its first event: where to post, and that nothing else is switched on. */
export interface SettingsOptions {
  readonly writeKey: string
  /** 'events.shop.example' or '127.0.0.1:4747' */
  readonly host: string
  readonly protocol: 'http' | 'https'
}

export function segmentSettings({ writeKey, host, protocol }: SettingsOptions): string {
  return JSON.stringify({
    integrations: {
      'Segment.io': {
        apiKey: writeKey,
        apiHost: `${host}/v1`,
        protocol,
        unbundledIntegrations: [],
        addBundledMetadata: false,
        maybeBundledConfigIds: {},
        versionSettings: { version: '4.4.7', componentTypes: ['browser'] },
      },
    },
    plan: {
      track: { __default: { enabled: true, integrations: {} } },
      identify: { __default: { enabled: true } },
      group: { __default: { enabled: true } },
    },
    edgeFunction: {},
    analyticsNextEnabled: true,
    middlewareSettings: {},
    enabledMiddleware: {},
    // The client's figures about itself stay with the client.
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    remotePlugins: [],
  })
}
