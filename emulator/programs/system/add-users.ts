import type { Program } from '../../process/types';
import { createTool, UsageError, type Flavour } from '../command-line/tool';
import { AccountFiles } from './account-files';

/** `adduser`: Debian's friendly one (no questions are asked without a terminal: use --disabled-password --gecos), and busybox's. */
export const createAdduser = (flavour: Flavour): Program =>
  createTool(
    {
      name: 'adduser',
      options: { home: flavour === 'gnu' ? 'home=' : 'h=', shell: flavour === 'gnu' ? 'shell=' : 's=', uid: flavour === 'gnu' ? 'uid=' : 'u=', group: flavour === 'gnu' ? 'ingroup=' : 'G=', system: flavour === 'gnu' ? 'system' : 'S', noPassword: flavour === 'gnu' ? 'disabled-password,disabled-login' : 'D', noHome: flavour === 'gnu' ? 'no-create-home' : 'H', comment: flavour === 'gnu' ? 'gecos=' : 'g=', quiet: 'quiet,q', ownGroup: 'group' },
      help: 'adduser [--uid id] [--firstuid id] [--lastuid id]\n        [--gid id] [--firstgid id] [--lastgid id] [--ingroup group]\n        [--add-extra-groups] [--shell shell]\n        [--comment comment] [--home dir] [--no-create-home]\n        [--allow-all-names] [--allow-bad-names]\n        [--disabled-password] [--disabled-login]\n        [--conf file] [--quiet] [--verbose] [--debug]\n        user\n    Add a regular user\n',
      async run({ process, options, operands: [name, group] }) {
        if (name === undefined) throw new UsageError(flavour === 'gnu' ? 'Only one or two names allowed.' : 'missing operand');
        const files = new AccountFiles(process.files);
        const say = async (text: string) => {
          if (flavour === 'gnu' && !options.has('quiet')) await process.write(1, `info: ${text}\n`);
        };
        const fail = async (text: string) => {
          await process.write(2, flavour === 'gnu' ? `fatal: ${text}\n` : `adduser: ${text}\n`);
          return 1;
        };
        if (process.credentials.uid !== 0) return await fail(flavour === 'gnu' ? 'Only root may add a user or group to the system.' : 'permission denied (are you root?)');
        const { accounts } = files;
        if (group !== undefined) {
          if (!accounts.findGroup(group)) return await fail(flavour === 'gnu' ? `The group \`${group}' does not exist.` : `unknown group ${group}`);
          if (!accounts.users.some((user) => user.name === name)) return await fail(flavour === 'gnu' ? `The user \`${name}' does not exist.` : `unknown user ${name}`);
          await say(`Adding user \`${name}' to group \`${group}' ...`);
          files.changeGroups((members, one) => (one === group ? [...members, name] : members));
          return 0;
        }
        if (accounts.users.some((user) => user.name === name)) return await fail(flavour === 'gnu' ? `The user \`${name}' already exists.` : `user '${name}' in use`);
        const wanted = options.value('group');
        const found = wanted === undefined ? undefined : accounts.findGroup(wanted);
        if (wanted !== undefined && !found) return await fail(flavour === 'gnu' ? `The group \`${wanted}' does not exist.` : `unknown group ${wanted}`);
        const system = options.has('system');
        const uid = Number(options.value('uid') ?? files.freeNumber(system ? (flavour === 'gnu' ? 999 : 100) : 1000, system && flavour === 'gnu', found !== undefined));
        await say(`Adding user \`${name}' ...`);
        let gid = found?.gid ?? 65_534;
        if (!found && (!system || options.has('ownGroup') || flavour === 'busybox')) {
          gid = accounts.findGroup(name)?.gid ?? (accounts.groups.some((one) => one.gid === uid) ? files.freeNumber(1000) : uid);
          await say(`Adding new group \`${name}' (${gid}) ...`);
          if (!accounts.findGroup(name)) files.addGroup(name, gid);
        }
        await say(`Adding new user \`${name}' (${uid}) with group \`${found?.name ?? name} (${gid})' ...`);
        const home = options.value('home') ?? (system && flavour === 'gnu' ? '/nonexistent' : `/home/${name}`);
        const shell = options.value('shell') ?? (system ? (flavour === 'gnu' ? '/usr/sbin/nologin' : '/bin/false') : flavour === 'gnu' ? '/bin/bash' : '/bin/sh');
        files.addUser({ name, uid, gid, comment: options.value('comment') ?? (flavour === 'gnu' ? '' : 'Linux User,,,'), home, shell });
        if (!options.has('noHome') && home !== '/nonexistent') {
          await say(`Creating home directory \`${home}' ...`);
          await say(`Copying files from \`/etc/skel' ...`);
          files.makeHome(home, uid, gid);
        }
        return 0;
      },
    },
    flavour,
  );

/** `addgroup` */
export const createAddgroup = (flavour: Flavour): Program =>
  createTool(
    {
      name: 'addgroup',
      options: { gid: flavour === 'gnu' ? 'gid=' : 'g=', system: flavour === 'gnu' ? 'system' : 'S', quiet: 'quiet' },
      help: 'addgroup [--gid ID] [--quiet] group\n    Add a user group\n',
      async run({ process, options, operands: [first, second] }) {
        if (first === undefined) throw new UsageError('missing operand');
        const files = new AccountFiles(process.files);
        const fail = async (text: string) => {
          await process.write(2, `${flavour === 'gnu' ? 'fatal' : 'addgroup'}: ${text}\n`);
          return 1;
        };
        if (process.credentials.uid !== 0) return await fail(flavour === 'gnu' ? 'Only root may add a user or group to the system.' : 'permission denied (are you root?)');
        if (second !== undefined) {
          if (!files.accounts.findGroup(second)) return await fail(`unknown group ${second}`);
          files.changeGroups((members, one) => (one === second ? [...members, first] : members));
          return 0;
        }
        if (files.accounts.groups.some((group) => group.name === first)) return await fail(flavour === 'gnu' ? `The group \`${first}' already exists.` : `group '${first}' in use`);
        const system = options.has('system');
        const gid = Number(options.value('gid') ?? files.freeNumber(system ? (flavour === 'gnu' ? 999 : 101) : 1000, system && flavour === 'gnu'));
        if (flavour === 'gnu' && !options.has('quiet')) await process.write(1, `info: Adding group \`${first}' (GID ${gid}) ...\n`);
        files.addGroup(first, gid);
        return 0;
      },
    },
    flavour,
  );
