// 本番 after the last possible day: an error for everybody, except for a 業務管理者 who says why, and then the 信号 is red and says it.
import { caseNo, confirmBeside, describeCase, enter, expectDone } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, send } from '../steps';

test.use({ tolerated: [/status of 422/] });

test('a late 本番 needs a 業務管理者 and a reason, and turns the 信号 red', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  const late = { title: '施行日に間に合わない案件', systems: ['SHOKUIN'], section: '給与課', inForce: 'R10.10.1', goLive: 'R10.10.3' };
  const goLive = (of: typeof page) => of.getByRole('textbox', { name: /^本番リリース予定/ });
  const propose = (of: typeof page) => of.getByRole('button', { name: /計画の案を作/ }).first();

  // The section: no.
  const section = await enter(another, 'kyuyo');
  await describeCase(section, late);
  await expect(section.getByRole('textbox', { name: '最終日を過ぎる理由' })).toHaveCount(0);
  expect(await send(section, propose(section))).toBe(422);
  await expect(goLive(section)).toHaveValue('R10.10.3');
  await expect(goLive(section)).toHaveAccessibleDescription(/施行日に間に合う最終日（令和10年9月29日（金）.*）より後です。.*業務管理者が理由を書いて登録できます。/);
  await audit(section);

  // The manager: not without a reason.
  await signIn(page, 'kanri-somu');
  await describeCase(page, late);
  expect(await send(page, propose(page))).toBe(422);
  await expect(goLive(page)).toHaveAccessibleDescription(/このまま登録するときは「最終日を過ぎる理由」を書いてください。信号は赤になります。/);
  await audit(page);
  const why = '国の様式の公表が10月になるため。手作業で補う。';
  await page.getByRole('textbox', { name: '最終日を過ぎる理由' }).fill(why);
  expect(await send(page, propose(page))).toBe(200);
  await audit(page);
  await confirmBeside(page);
  expect(await send(page, page.getByRole('button', { name: 'この計画で案件を起こす' }))).toBe(303);
  await expectDone(page, '案件を登録しました。');
  const no = caseNo(page);
  const signal = page.getByRole('region', { name: /^信号/ });
  const sentence = `本番リリース予定（R10.10.3）が、施行日に間に合う最終日（R10.9.29）より後です。業務管理者の理由：${why}`;
  await expect(signal.getByRole('heading')).toContainText('赤');
  await expect(signal).toContainText(sentence);
  await audit(page);

  // Everybody who reads the case reads why.
  await open(section, '/cases?signal=red');
  const row = section.getByRole('row').filter({ hasText: no });
  await expect(row).toContainText('赤');
  await audit(section);
  const vendor = await enter(another, 'vendor-b');
  await open(vendor, `/cases/${no}`);
  await expect(vendor.getByRole('region', { name: /^信号/ })).toContainText(sentence);
  await audit(vendor);

  // In time again: the red is gone, and the history keeps it.
  await open(page, `/cases/${no}/plan`);
  await goLive(page).fill('R10.9.29');
  const lastStart = page.getByRole('textbox', { name: '工程7（SHOKUIN）の予定開始' });
  await lastStart.fill('R10.9.29');
  await page.getByRole('textbox', { name: '工程6（SHOKUIN）の予定終了' }).fill('R10.9.28');
  await page.getByRole('textbox', { name: /^理由/ }).fill('様式の公表が早まったため。');
  expect(await send(page, page.getByRole('button', { name: '予定を変更する' }))).toBe(303);
  await expect(signal.getByRole('heading')).toContainText('青');
  await expect(page.getByRole('region', { name: '日程と所管' })).toContainText('当初 R10.10.3');
  await audit(page);
});
