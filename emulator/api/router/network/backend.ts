import type { Filters } from '../../types/filter';
import type { NetworkConnectRequest, NetworkCreateRequest, NetworkCreateResponse, NetworkDisconnectRequest, NetworkInspect, NetworksPruneReport } from '../../types/network';

/** What the network routes need of the engine. A network is named by its name, its ID or the beginning of that. */
export interface NetworkBackend {
  listNetworks(filters: Filters): NetworkInspect[];
  inspectNetwork(name: string): NetworkInspect;
  createNetwork(request: NetworkCreateRequest): Promise<NetworkCreateResponse>;
  connectNetwork(name: string, request: NetworkConnectRequest): Promise<void>;
  disconnectNetwork(name: string, request: NetworkDisconnectRequest): Promise<void>;
  removeNetwork(name: string): void;
  pruneNetworks(filters: Filters): NetworksPruneReport;
}
