import { BlockList, type IPVersion, isIPv4, isIPv6 } from 'node:net';

/** IPv4 ranges that are not the public internet (IANA special-purpose registry), and addresses of cloud metadata. */
const refusedIPv4 = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carrier-grade NAT, and 100.100.100.200
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // a cloud's host agent on a public address
  '169.254.0.0/16', // link-local, and 169.254.169.254
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // multicast relays
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
];

/**
 * IPv6 is judged the other way round: global unicast alone is public. Loopback, unique local, link-local, multicast,
 * IPv4-mapped and -compatible, and both NAT64 prefixes lie outside of it.
 */
const publicIPv6 = ['2000::/3'];

const refusedIPv6 = [
  '2001::/23', // protocol assignments: Teredo, ORCHID, benchmarks
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4, which carries an IPv4 address
  '2620:4f:8000::/48', // AS112
  '3fff::/20', // documentation
];

const loopbackIPv4 = ranges('ipv4', ['127.0.0.0/8']);
const loopbackIPv6 = ranges('ipv6', ['::1/128']);
const notPublicIPv4 = ranges('ipv4', refusedIPv4);
const globalUnicastIPv6 = ranges('ipv6', publicIPv6);
const notPublicIPv6 = ranges('ipv6', refusedIPv6);

/** Where a request to a receiver may go: public addresses alone, or this machine's loopback as well. */
export type AddressPermission = 'public' | 'public-and-loopback';

/** Says whether a connection to this literal address is permitted. What is not an address is not. */
export function isPermittedAddress(address: string, permission: AddressPermission): boolean {
  const loopbackToo = permission === 'public-and-loopback';
  if (isIPv4(address)) {
    return !notPublicIPv4.check(address, 'ipv4') || (loopbackToo && loopbackIPv4.check(address, 'ipv4'));
  }
  // A zone (fe80::1%eth0) names an interface of this machine.
  if (!isIPv6(address) || address.includes('%')) return false;
  if (loopbackToo && loopbackIPv6.check(address, 'ipv6')) return true;
  return globalUnicastIPv6.check(address, 'ipv6') && !notPublicIPv6.check(address, 'ipv6');
}

function ranges(family: IPVersion, subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network = '', prefix] = subnet.split('/');
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}
