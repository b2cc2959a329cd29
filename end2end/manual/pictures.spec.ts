// The pictures of the manual and of the README: `cargo xtask screenshots -- --project=manual pictures`.
// Japanese, 1366 wide, with the demo world; each is made small by a palette.
import type { Locator, Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeIn } from '../authenticator';
import { expect, PASSWORD, signIn, test } from '../fixtures';
import { chooseSystem, open, ready, send } from '../steps';
import { withPalette } from './palette';

interface Picture {
  /** File below `docs/`, without `.png`. */
  file: string;
  who?: string;
  path: string;
  /** What happens before; what it gives is scrolled to the top of the picture. */
  then?: (page: Page, another: () => Promise<Page>) => Promise<Locator | void>;
  height?: number;
}

const SUMMARY = (text: string) => (page: Page) => unfoldOnly(page, text);

const PICTURES: Picture[] = [
  { file: 'img/cases', who: 'keiyaku', path: '/cases' },
  { file: 'img/today', who: 'kyuyo', path: '/' },
  { file: 'img/issue', who: 'vendor-a', path: '/issues/SOMU-2026-001-12' },
  { file: 'img/timeline', who: 'keiyaku', path: '/timeline' },
  { file: 'img/stage', who: 'kanri-somu', path: '/cases/SOMU-2026-001/stages/6?system=SHOMU' },

  { file: 'manual/img/sign-in', path: '/sign-in' },
  { file: 'manual/img/account', who: 'kyuyo', path: '/account', height: 560 },
  { file: 'manual/img/two-steps', who: 'vendor-b', path: '/account', then: beginTwoSteps },
  { file: 'manual/img/spare-codes', who: 'vendor-c', path: '/account', then: finishTwoSteps, height: 560 },
  { file: 'manual/img/sessions', who: 'kyuyo', path: '/account', then: signInElsewhere, height: 420 },
  { file: 'manual/img/band', who: 'kyuyo', path: '/issues/new?case=SOMU-2026-001', then: chooseReaders, height: 420 },
  { file: 'manual/img/issues', who: 'kyuyo', path: '/issues' },
  { file: 'manual/img/not-found', who: 'vendor-b', path: '/issues/SOMU-2026-001-12', height: 300 },
  { file: 'manual/img/refused', who: 'kyuyo', path: '/issues/SOMU-2026-001-19', then: moveToAClosedDay },

  { file: 'manual/img/officer-answer', who: 'kyuyo', path: '/issues/SOMU-2026-001-15' },
  { file: 'manual/img/officer-approve', who: 'kyuyo', path: '/issues/SOMU-2026-002-9' },
  { file: 'manual/img/officer-raise', who: 'kyuyo', path: '/issues/new?case=SOMU-2026-001' },

  { file: 'manual/img/approver-today', who: 'kyuyo-kessai', path: '/' },
  { file: 'manual/img/approver-gate', who: 'kyuyo-kessai', path: '/cases/SOMU-2026-001/stages/6?system=RINJI' },
  {
    file: 'manual/img/approver-conditions',
    who: 'kyuyo-kessai',
    path: '/cases/SOMU-2026-001/stages/6?system=RINJI',
    then: SUMMARY('条件を付けて承認する'),
  },

  { file: 'manual/img/contract-today', who: 'keiyaku', path: '/' },
  { file: 'manual/img/contract-ranking', who: 'keiyaku', path: '/ranking' },

  { file: 'manual/img/lead-confirm', who: 'sekinin', path: '/cases/KYOIKU-2026-002/stages/5?system=KJINKYU' },
  { file: 'manual/img/lead-signal', who: 'sekinin', path: '/cases/KYOIKU-2026-001', then: SUMMARY('信号を手動で設定する') },

  { file: 'manual/img/manager-today', who: 'kanri-somu', path: '/' },
  { file: 'manual/img/manager-accept', who: 'kanri-somu', path: '/issues/SOMU-2026-001-20' },
  { file: 'manual/img/manager-proposal', who: 'kanri-somu', path: '/cases/new?law=L06b', then: draftPlan },
  { file: 'manual/img/manager-replan', who: 'kanri-somu', path: '/cases/SOMU-2026-001/plan' },
  { file: 'manual/img/manager-edit', who: 'kanri-somu', path: '/cases/SOMU-2026-001/edit' },

  { file: 'manual/img/manager-readers', who: 'kanri-somu', path: '/issues/SOMU-2026-001-12/readers?person=vendor-c' },
  { file: 'manual/img/manager-relay', who: 'kanri-somu', path: '/relay', then: receiveRelay },

  { file: 'manual/img/consultant-laws', who: 'consul', path: '/laws' },
  { file: 'manual/img/consultant-today', who: 'consul', path: '/' },

  { file: 'manual/img/operator-today', who: 'op-somu', path: '/' },
  { file: 'manual/img/operator-issue', who: 'op-somu', path: '/issues/SOMU-2026-001-16' },
  { file: 'manual/img/operator-relay', who: 'op-somu', path: '/relay/new', then: writeRelay },

  { file: 'manual/img/vendor-today', who: 'vendor-a', path: '/' },
  {
    file: 'manual/img/vendor-progress',
    who: 'vendor-a',
    path: '/cases/SOMU-2026-002/stages/5?system=RINJI',
    then: SUMMARY('進捗を報告する'),
  },

  { file: 'manual/img/admin-users', who: 'admin', path: '/admin/users' },
  { file: 'manual/img/admin-leave', who: 'sekinin', path: '/admin/users/kanri-somu', then: SUMMARY('退任・引継ぎ') },
  { file: 'manual/img/admin-day', who: 'sekinin', path: '/admin/calendar/day', then: closeADay },
  { file: 'manual/img/audit', who: 'sekinin', path: '/audit?from=2026-11-18&to=2026-11-24&person=kanri-somu' },
  { file: 'manual/img/admin-review', who: 'admin', path: '/admin/review', then: reviewAccounts },
  { file: 'manual/img/admin-viewing', who: 'sekinin', path: '/admin/users/kyuyo', then: lookAs },
  { file: 'manual/img/admin-checklists', who: 'admin', path: '/admin/checklists?stage=6', height: 620 },
];
/** No picture is heavier than this. */
const HEAVIEST = 150_000;
const DOCS = join(import.meta.dirname, '../../docs');

test.use({ locale: 'ja-JP', tolerated: [/status of 4\d\d/] });

for (const { file, who, path, then, height } of PICTURES) {
  test(file, async ({ page, another }) => {
    await page.setViewportSize({ width: 1366, height: height ?? 768 });
    if (who) await signIn(page, who);
    await open(page, path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const top = await then?.(page, another);
    await top?.evaluate((element) => window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 16));
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const picture = withPalette(await page.screenshot());
    expect(picture.length, 'bytes').toBeLessThan(HEAVIEST);
    await writeFile(join(DOCS, `${file}.png`), picture);
  });
}

/** Opens one fold and gives it, or the panel that it is in. */
async function unfoldOnly(page: Page, text: string): Promise<Locator> {
  const fold = page.locator('details').filter({ has: page.locator('summary').getByText(text, { exact: true }) });
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').first().click();
  return fold.locator('xpath=ancestor-or-self::*[contains(concat(" ", @class, " "), " panel ") or contains(@class, "folded")][1]');
}

/** A 期限 without its reason. */
async function moveToAClosedDay(page: Page): Promise<Locator> {
  const fold = await unfoldOnly(page, '期限を変更する');
  await page.locator('#move_deadline-due').fill('R8.11.28');
  await page.locator('#move_deadline-reason').fill('　');
  await send(page, page.getByRole('button', { name: '期限を変更する' }));
  await expect(page.getByRole('alert')).toBeVisible();
  await ready(page);
  return fold;
}

/** 工程 counted back from the 本番リリース予定. */
async function draftPlan(page: Page): Promise<Locator> {
  await page.locator('#open-center').selectOption('SOMU');
  await page.locator('#open-systems-RINJI').check();
  await page.locator('#open-section').selectOption('FUKURI');
  await page.locator('#open-go_live_on').fill('R9.9.28');
  await send(page, page.getByRole('button', { name: '計画の案を作る' }));
  return page.locator('.case-proposal');
}

/** What a day off would touch. */
async function closeADay(page: Page) {
  await page.locator('#set_day-day').fill('R8.11.27');
  await page.locator('#set_day-reach').selectOption('CITY');
  await page.locator('#set_day-says').selectOption('closed');
  await page.locator('#set_day-label').fill('臨時閉庁（庁舎停電）');
  await page.locator('#set_day-reason').fill('電気設備の法定点検のため');
  await page.getByRole('button', { name: '影響を確認する' }).click();
  await expect(page).toHaveURL(/day=/);
  await ready(page);
}

const factor = (page: Page) => page.getByRole('region', { name: '二段階認証' });

/** The key, as a picture and in letters. */
async function beginTwoSteps(page: Page): Promise<Locator> {
  await factor(page).getByLabel(/^現在のパスワード/).fill(PASSWORD);
  await send(page, factor(page).getByRole('button', { name: '二段階認証の設定を始める' }));
  return factor(page);
}

/** The codes on paper. Nobody else's picture is of this person, who now needs a code to sign in. */
async function finishTwoSteps(page: Page): Promise<Locator> {
  await beginTwoSteps(page);
  await page.getByRole('textbox', { name: /^確認コード/ }).fill(codeIn(0, await factor(page).locator('code').innerText()));
  await send(page, factor(page).getByRole('button', { name: '設定を終える' }));
  return factor(page);
}

/** A second computer. */
async function signInElsewhere(page: Page, another: () => Promise<Page>): Promise<Locator> {
  await signIn(await another(), 'kyuyo');
  await open(page, '/account');
  return page.getByRole('region', { name: 'サインイン中の端末', exact: true });
}

/** 案件共有 of one system. */
async function chooseReaders(page: Page): Promise<Locator> {
  await chooseSystem(page, 'SOMU-2026-001', 'SHOMU');
  await page.getByRole('radio', { name: /^案件共有/ }).check();
  return page.getByRole('region', { name: '誰が読むか' });
}

/** What an operator writes. */
async function writeRelay(page: Page) {
  await page.getByRole('combobox', { name: /^案件/ }).selectOption('SOMU-2026-001');
  await page.getByRole('textbox', { name: /^件名/ }).fill('受入れテストの再実行の立会い');
  await page
    .getByRole('textbox', { name: /^市に伝えたいこと/ })
    .fill('再実行は11月26日か27日にできます。立会いができる日を決めてほしい。');
}

/** What the manager reads of it, above their own words. */
async function receiveRelay(page: Page, another: () => Promise<Page>) {
  const operator = await another();
  await signIn(operator, 'op-somu');
  await open(operator, '/relay/new');
  await writeRelay(operator);
  await send(operator, operator.getByRole('main').getByRole('button', { name: '管理者へ上申' }));
  await open(page, new URL(operator.url()).pathname);
}

/** One that is confirmed, and one whose training is old. */
async function reviewAccounts(page: Page) {
  await open(page, '/admin/users/jinji-kessai');
  await unfoldOnly(page, '誓約・研修の記録を変更する');
  await page.getByRole('textbox', { name: /^宣誓書提出日/ }).fill('R4.4.1');
  await page.getByRole('textbox', { name: /^守秘研修日/ }).fill('R7.4.14');
  await send(page, page.locator('form').filter({ has: page.getByRole('textbox', { name: /^守秘研修日/ }) }).getByRole('button'));
  await open(page, '/admin/review');
  await send(page, page.getByRole('button', { name: /^確認した\s*（白石 健太）$/ }));
  await open(page, '/admin/review');
}

/** The screens of an officer, with the band. */
async function lookAs(page: Page) {
  await unfoldOnly(page, 'この人として表示');
  await send(page, page.getByRole('button', { name: 'この人として表示' }));
}
