import type { EndpointRecord } from '../record';

/** An endpoint before its container runs. */
export function emptyEndpoint(asked: Partial<EndpointRecord> = {}): EndpointRecord {
  return {
    IPAMConfig: null,
    Links: null,
    Aliases: null,
    MacAddress: '',
    DriverOpts: null,
    GwPriority: 0,
    NetworkID: '',
    EndpointID: '',
    Gateway: '',
    IPAddress: '',
    IPPrefixLen: 0,
    IPv6Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    DNSNames: null,
    ...asked,
    DesiredMacAddress: asked.MacAddress ?? '',
  };
}
