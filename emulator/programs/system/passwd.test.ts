import { beforeAll, describe, expect, it } from 'vitest';
import { createTestKernel, type TestKernel } from '../../process/test-kernel';
import type { Program } from '../../process/types';
import { programs } from '../index';
import { checkPassword } from '../command-line/password-hash';

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await createTestKernel(Object.fromEntries(Object.entries(programs).filter(([name]) => name.startsWith('gnu/') || name === 'bash' || name === 'sh')));
  kernel.files.writeFile('/etc/shadow', 'root:*:20300:0:99999:7:::\nlearner::20300:0:99999:7:::\n', { mode: 0o640 });
  kernel.files.changeMode('/etc/shadow', 0o640);
  for (const name of ['passwd', 'su']) kernel.files.changeMode(`/bin/${name}`, 0o4755);
});

const hashOf = (name: string) => new RegExp(`^${name}:([^:]*):`, 'm').exec(kernel.files.readText('/etc/shadow'))?.[1] ?? '';
const passwd: Program = async (process) => await process.execute('/bin/passwd', ['passwd'], process.env);

describe('passwords', () => {
  it('are hashed as crypt(3) does it', async () => {
    const answers: boolean[] = [];
    await kernel.run(async (process) => {
      answers.push(await checkPassword(process, 'secret', '$6$abcdefgh$ltjgWl6579NluT/Vi1nwEvcil.G5Nbc4NiXZaNGStk8PSwGfQv72N2CKPPrVACtLtip/cZ/1GM/O6IND4WQhG.'));
      answers.push(await checkPassword(process, 'secret', '$5$abcdefgh$gruCpC7VkOTspMQTTSAR8mtlO9Upms.fwqE5y16JVM.'));
      answers.push(await checkPassword(process, 'Secret', '$5$abcdefgh$gruCpC7VkOTspMQTTSAR8mtlO9Upms.fwqE5y16JVM.'));
      answers.push(await checkPassword(process, '', ''), await checkPassword(process, '', '!'));
      return 0;
    });
    expect(answers).toEqual([true, true, false, true, false]);
  });

  it('are set by a user on a terminal that does not show them, and asked for by su', async () => {
    const first = await kernel.onTerminal(passwd, { uid: 1000 });
    await first.until('New password: ');
    await first.type('short\r');
    await first.until('Retype new password: ');
    await first.type('short\r');
    await first.until('You must choose a longer password.\r\nNew password: ');
    await first.type('long enough\r');
    await first.until('longer password.\r\nNew password: \r\nRetype new password: ');
    await first.type('long enough\r');
    expect(await first.ended).toMatchObject({ kind: 'exited', code: 0 });
    expect(first.shown).toContain('Changing password for learner.\r\n');
    expect(first.shown).not.toContain('long enough');
    expect(hashOf('learner')).toMatch(/^\$6\$.{16}\$.{86}$/);

    const wrong = await kernel.onTerminal(passwd, { uid: 1000 });
    await wrong.until('Current password: ');
    await wrong.type('guess\r');
    expect(await wrong.ended).toMatchObject({ code: 10 });
    expect(wrong.shown).toContain('passwd: Authentication token manipulation error\r\npasswd: password unchanged\r\n');

    const become = (typed: string) => kernel.execute(['sh', '-c', `echo '${typed}' | su learner -c 'id -u'`], { uid: 1001 });
    expect(await become('long enough')).toMatchObject({ stdout: '1000\n', stderr: 'Password: ' });
    expect(await become('wrong')).toMatchObject({ stdout: '', stderr: 'Password: su: Authentication failure\n', code: 1 });
  });

  it('are locked, unlocked, taken away and reported by root', async () => {
    const result = await kernel.execute(['sh', '-c', "echo learner:other | chpasswd; passwd -l learner; passwd -S learner | cut -d' ' -f1,2; passwd -u learner; passwd -x 30 learner; passwd -S learner | cut -d' ' -f2,4-; passwd -d learner; passwd -S learner | cut -d' ' -f2; passwd -S root"]);
    expect(result.stdout).toBe('passwd: password changed.\nlearner L\npasswd: password changed.\npasswd: password changed.\nP 0 30 7 -1\npasswd: password changed.\nNP\nroot L 2025-07-31 0 99999 7 -1\n');
    expect((await kernel.execute(['passwd', '-S', 'root'], { uid: 1000 })).stderr).toBe('passwd: You may not view or modify password information for root.\n');
    expect((await kernel.execute(['passwd', '-l'], { uid: 1000 })).stderr).toBe('passwd: Permission denied.\n');
    expect((await kernel.execute(['passwd', 'learner'], { input: 'a\nb\n' })).stderr).toBe('New password: Retype new password: Sorry, passwords do not match.\npasswd: Authentication token manipulation error\npasswd: password unchanged\n');
  });
});
