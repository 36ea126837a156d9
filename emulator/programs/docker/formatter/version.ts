import type { Version } from '../../../api/types/version';

/** What the client says of itself. */
export interface ClientVersion {
  readonly Version: string;
  readonly ApiVersion: string;
  readonly DefaultAPIVersion: string;
  readonly GitCommit: string;
  readonly GoVersion: string;
  readonly Os: string;
  readonly Arch: string;
  readonly BuildTime: string;
  readonly Context: string;
}

const line = (label: string, value: string, indent: number, width = 18) => `${' '.repeat(indent)}${`${label}:`.padEnd(width)} ${value}\n`;

/** `Wed Nov  5 14:43:04 2025`, Go's ANSIC form. */
export function ansiTime(text: string): string {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text;
  const [weekday = '', day = '', month = '', year = ''] = date.toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${String(Number(day)).padStart(2)} ${date.toISOString().slice(11, 19)} ${year}`;
}

/** The client's half of `docker version`. */
export function clientText(client: ClientVersion): string {
  return `Client:\n${line('Version', client.Version, 1)}${line('API version', client.ApiVersion, 1)}${line('Go version', client.GoVersion, 1)}${line('Git commit', client.GitCommit, 1)}${line('Built', client.BuildTime, 1)}${line('OS/Arch', `${client.Os}/${client.Arch}`, 1)}${line('Context', client.Context, 1)}`;
}

/** The server's half. */
export function serverText(server: Version): string {
  const name = server.Platform.Name === '' ? '' : ` ${server.Platform.Name}`;
  let text = `\nServer:${name}\n`;
  for (const component of server.Components) {
    text += ` ${component.Name}:\n${line('Version', component.Version, 2, 17)}`;
    const { Details: details } = component;
    if (component.Name === 'Engine') {
      text += line('API version', `${details.ApiVersion} (minimum version ${details.MinAPIVersion})`, 2, 17) + line('Go version', details.GoVersion ?? '', 2, 17) + line('Git commit', details.GitCommit ?? '', 2, 17) + line('Built', ansiTime(details.BuildTime ?? ''), 2, 17) + line('OS/Arch', `${details.Os}/${details.Arch}`, 2, 17) + line('Experimental', details.Experimental ?? '', 2, 17);
    } else for (const [key, value] of Object.entries(details)) text += line(key, value, 2, 17);
  }
  return text;
}
