// 「なぜ見える／見えない」, and who will read what one is about to send.
import type { Page } from '@playwright/test';
import { enter } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, history, open, raise, ready, rows, scripted, send } from '../steps';

test.use({ tolerated: [/status of 404/] });

const CASE = 'SOMU-2026-001';
/** 案件共有, of ベンダーA's 庶務事務システム. */
const ISSUE = `${CASE}-12`;

const seen = (page: Page) => page.getByRole('table', { name: '見える人', exact: true });
const hidden = (page: Page) => page.getByRole('table', { name: '見えない人', exact: true });

async function ask(page: Page, login: string) {
  await page.getByRole('combobox', { name: '確かめる人' }).selectOption(login);
  await page.getByRole('button', { name: '確かめる', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`person=${login}`));
  await ready(page);
}

test('業務管理者 asks who reads a 課題, and why', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'kanri-somu');
  await open(page, `/issues/${ISSUE}`);
  await page.getByRole('link', { name: 'なぜ見える／見えない' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `だれが見られるか：${ISSUE}` })).toBeVisible();
  await audit(page);
  // Groups, each with its rule in a sentence.
  const group = (table: Page, name: RegExp) => rows(seen(table)).filter({ has: table.getByRole('cell', { name }) });
  await expect(group(page, /^契約所管課$/)).toContainText('市の職員は、市・管理者と案件共有の記録を読めます。');
  await expect(group(page, /^ベンダーPM$/)).toContainText('担当するシステムの案件共有の記録です。');
  await expect(group(page, /^オペレーター$/)).toContainText('センター内以外のコメントは読めません');
  const others = rows(hidden(page));
  await expect(others.filter({ hasText: 'ベンダーB' })).toContainText('ほかのベンダーが担当するシステムの記録です。');
  await expect(others.filter({ hasText: 'システム管理者' }).first()).toContainText('案件の内容を見られません');

  await ask(page, 'vendor-a');
  await expect(page.getByRole('status').filter({ hasText: '杉本 大輔さん（ベンダーA ベンダーPM）には見えます。' })).toContainText(
    '担当するシステムの案件共有の記録です。',
  );
  await ask(page, 'vendor-c');
  await expect(page.getByRole('status').filter({ hasText: '坂口 修さん（ベンダーC ベンダーPM）には見えません。' })).toContainText(
    '担当するシステムがこの案件にありません。',
  );
  await audit(page);
  // The question is an address: another who may ask opens the same answer.
  const city = await enter(another, 'keiyaku');
  expect(await open(city, new URL(page.url()).pathname + new URL(page.url()).search)).toBe(200);
  await expect(city.getByRole('main')).toContainText('坂口 修さん（ベンダーC ベンダーPM）には見えません。');
  // To the city, operators are a role without names.
  await expect(rows(seen(city)).filter({ hasText: 'オペレーター管理者' })).toContainText('（氏名は表示しません）');
  await expect(city.getByRole('main')).not.toContainText('江藤 彩');
});

test('業務管理者 asks who reads a 案件', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'kanri-somu');
  await open(page, `/cases/${CASE}`);
  await page.getByRole('link', { name: 'なぜ見える／見えない' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `だれが見られるか：${CASE}` })).toBeVisible();
  await ask(page, 'vendor-b');
  await expect(page.getByRole('main')).toContainText('今村 玲子さん（ベンダーB ベンダーPM）には見えます。');
  await ask(page, 'vendor-c');
  await expect(page.getByRole('main')).toContainText('坂口 修さん（ベンダーC ベンダーPM）には見えません。');
  await audit(page);
  // Of a case of the other center this manager may ask nothing.
  expect(await open(page, '/cases/KYOIKU-2026-001/readers')).toBe(404);
});

test('a vendor and an officer find no such page', { tag: '@nojs' }, async ({ page, another }) => {
  const officer = await another();
  for (const [browser, login] of [[page, 'vendor-a'], [officer, 'kyuyo']] as const) {
    await signIn(browser, login);
    expect(await open(browser, `/issues/${ISSUE}`), login).toBe(200);
    await expect(browser.getByRole('link', { name: 'なぜ見える／見えない' })).toHaveCount(0);
    for (const path of [`/issues/${ISSUE}/readers`, `/cases/${CASE}/readers`, `/issues/${ISSUE}/readers?person=kyuyo`]) {
      expect(await open(browser, path), `${login} ${path}`).toBe(404);
    }
  }
});

const AUDIENCES = [
  { scope: '案件共有', told: '市・センター・対象システムのベンダーが読みます' },
  { scope: '市・管理者', told: '市・責任者・業務管理者・担当のコンサルタントが読みます' },
  { scope: 'センター内', told: 'センターの中だけで読みます' },
];

test('who will read a 課題 is said before and after it is sent', { tag: '@nojs' }, async ({ page }) => {
  test.slow();
  await signIn(page, 'kanri-somu');
  for (const { scope, told } of AUDIENCES) {
    await open(page, `/issues/new?case=${CASE}`);
    const choice = page.getByRole('radio', { name: new RegExp(`^${scope}`) });
    // Beside each choice, whether or not anything follows the choice.
    await expect(choice).toHaveAccessibleName(new RegExp(told));
    await choice.check();
    const band = page.getByRole('status').filter({ hasText: 'この課題は、' });
    if (scripted()) await expect(band).toContainText(told);
    else await expect(band).toHaveCount(0);
    await page.getByRole('combobox', { name: /^案件/ }).selectOption(CASE);
    await page.getByRole('textbox', { name: /^件名/ }).fill(`読む人の確認（${scope}）`);
    expect(await send(page, page.getByRole('button', { name: '起票する' }))).toBe(303);
    const stands = page.locator('.scope-band').first();
    await expect(stands).toContainText(scope);
    await expect(stands).toContainText(told);
    await audit(page);
  }
});

test('who will read a comment is said beside each choice, and held', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'kanri-somu');
  const issue = await raise(page, { case: CASE, title: 'コメントを読む人', system: 'SHOMU' });
  const form = page.getByRole('region', { name: 'コメントを書く' });
  const choice = form.getByRole('group', { name: '誰に読ませるか' });
  const SECRET = 'センターの段取りの確認';
  for (const { scope, told } of AUDIENCES) {
    await expect(choice.getByRole('radio', { name: new RegExp(`^${scope}\\s*${told}`) })).toBeVisible();
  }
  await choice.getByRole('radio', { name: /^センター内/ }).check();
  await form.getByRole('textbox', { name: /^コメント/ }).fill(SECRET);
  expect(await send(page, form.getByRole('button', { name: 'コメントを書き込む' }))).toBe(303);
  const said = history(page).getByRole('listitem').filter({ hasText: SECRET });
  await expect(said).toContainText('センター内');
  await audit(page);
  for (const login of ['vendor-a', 'kyuyo']) {
    const other = await enter(another, login);
    expect(await open(other, `/issues/${issue}`), login).toBe(200);
    await expect(other.getByRole('main'), login).not.toContainText(SECRET);
  }
});

test('every other form says above its button who will read it', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  const BAND = '送信した内容を読む人';
  await signIn(page, 'kanri-somu');
  const shared = await raise(page, { case: CASE, title: '帯の確認', system: 'SHOMU' });
  const opened = [
    [`/issues/${shared}`, '対象システムのベンダーが読みます'],
    [`/cases/${CASE}/plan`, 'この案件を見られる人'],
    [`/cases/${CASE}/edit`, 'この案件を見られる人'],
    ['/laws/new', '市、責任者、業務管理者、コンサルタント'],
    ['/cases/new', 'この案件を見られる人'],
  ] as const;
  for (const [path, told] of opened) {
    await open(page, path);
    const bands = page.locator('.will-read');
    expect(await bands.count(), path).toBeGreaterThan(0);
    await expect(bands.first(), path).toContainText(BAND);
    await expect(bands.filter({ hasText: told }).first(), path).toBeAttached();
  }
  // Who opens a case as a draft is told that vendors come later.
  const consultant = await enter(another, 'consul');
  await open(consultant, '/cases/new');
  await expect(consultant.locator('.will-read')).toContainText('確定したあとは、対象システムのベンダーも読みます');
  await audit(consultant);
});
