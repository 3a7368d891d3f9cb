import { BlockList, isIP } from 'node:net'

/** Networks that are not the public internet: this machine, its own network, and what is set aside (RFC 6890 and its registries). */
const RESERVED = {
  ipv4: [
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
  ],
  // What carries an address of version 4 within it (NAT64, 6to4, Teredo) could carry one of those; a mapped one is taken for the one within.
  ipv6: [
    '::/96',
    '64:ff9b::/32',
    '100::/64',
    '2001::/23',
    '2001:db8::/32',
    '2002::/16',
    '3fff::/20',
    'fc00::/7',
    'fe80::/10',
    'fec0::/10',
    'ff00::/8',
  ],
} as const

const blocked = new BlockList()
for (const family of ['ipv4', 'ipv6'] as const)
  for (const network of RESERVED[family]) {
    const [address = '', bits = ''] = network.split('/')
    blocked.addSubnet(address, Number(bits), family)
  }

/** Whether an IP address is one of the public internet, which whoever writes a text may have us ask. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  return version !== 0 && !blocked.check(address, version === 4 ? 'ipv4' : 'ipv6')
}
