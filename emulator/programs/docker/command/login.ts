import { atMost, command } from '../cli/command';
import { bool, text } from '../cli/flag/kinds';
import { notHere } from '../cli/not-here';

/** `docker login` */
export const login = command({
  usage: '[OPTIONS] [SERVER]',
  description: `Authenticate to a registry.
Defaults to Docker Hub if no server is specified.`,
  flags: {
    password: text('p', 'Password or Personal Access Token (PAT)'),
    'password-stdin': bool('', 'Take the Password or Personal Access Token (PAT) from stdin'),
    username: text('u', 'Username'),
  },
  arguments: atMost(1),
  run: notHere,
});
