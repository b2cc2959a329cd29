// Every screen as a picture: `cargo xtask screenshots`. One line per screen; add yours.
// A file is named after screen, person, width and language: `issues-kyuyo-1366-ja.png`.
import type { Page } from '@playwright/test';
import { join } from 'node:path';
import { expect, signIn, test } from '../fixtures';
import { open, ready, send } from '../steps';

interface Screen {
  name: string;
  who: string;
  path: string;
  /** What happens before the picture is taken. */
  then?: (page: Page, another: () => Promise<Page>) => Promise<void>;
}

const SCREENS: Screen[] = [
  { name: 'today', who: 'kyuyo', path: '/' },
  { name: 'today', who: 'kanri-somu', path: '/' },
  { name: 'today', who: 'vendor-a', path: '/' },
  { name: 'today', who: 'sekinin', path: '/' },
  { name: 'today', who: 'op-kyoiku', path: '/' },
  { name: 'today', who: 'keiyaku', path: '/' },
  { name: 'today', who: 'kyuyo-kessai', path: '/' },
  { name: 'today', who: 'consul', path: '/' },
  { name: 'today', who: 'opkanri-somu', path: '/' },
  { name: 'today', who: 'admin', path: '/' },
  { name: 'cases', who: 'keiyaku', path: '/cases' },
  { name: 'cases', who: 'vendor-b', path: '/cases' },
  { name: 'cases-filtered', who: 'kanri-kyoiku', path: '/cases?signal=red&state=live' },
  { name: 'cases-empty', who: 'kyuyo', path: '/cases?signal=red&center=SOMU' },
  { name: 'case', who: 'kyuyo', path: '/cases/SOMU-2026-001' },
  { name: 'case', who: 'kanri-kyoiku', path: '/cases/KYOIKU-2026-001' },
  { name: 'case', who: 'vendor-a', path: '/cases/SOMU-2026-002' },
  { name: 'case-finished', who: 'jinji', path: '/cases/SOMU-2022-001' },
  { name: 'issues', who: 'kyuyo', path: '/issues' },
  { name: 'issues', who: 'vendor-a', path: '/issues' },
  { name: 'issues-mine', who: 'kanri-somu', path: '/issues?ball=me' },
  { name: 'issues-all', who: 'sekinin', path: '/issues?state=all&sort=-updated' },
  { name: 'issues-every', who: 'kanri-somu', path: '/issues?columns=all' },
  { name: 'issues-empty', who: 'kyuyo', path: '/issues?q=nothing-like-this&severity=high' },
  { name: 'issues-ignored', who: 'kyuyo', path: '/issues?stage=9&due=overdue' },
  { name: 'case-issues', who: 'kanri-kyoiku', path: '/cases/KYOIKU-2026-001/issues' },
  { name: 'case', who: 'op-kyoiku', path: '/cases/KYOIKU-2026-001' },
  { name: 'issue-approve', who: 'kyuyo', path: '/issues/SOMU-2026-002-9' },
  { name: 'issue-answer', who: 'vendor-a', path: '/issues/SOMU-2026-001-12' },
  { name: 'issue-accept', who: 'kanri-somu', path: '/issues/SOMU-2026-001-20' },
  { name: 'issue-html', who: 'kanri-somu', path: '/issues/SOMU-2026-001-14' },
  { name: 'issue-kanji', who: 'kyuyo', path: '/issues/SOMU-2026-001-15' },
  { name: 'issue-center', who: 'op-somu', path: '/issues/SOMU-2026-001-16' },
  { name: 'issue-edit', who: 'kanri-somu', path: '/issues/SOMU-2026-001-12', then: unfoldAll },
  { name: 'issue-stale', who: 'kanri-somu', path: '/issues/SOMU-2026-003-11', then: editTooLate },
  { name: 'raise', who: 'kanri-somu', path: '/issues/new' },
  { name: 'raise', who: 'vendor-a', path: '/issues/new?case=SOMU-2026-001' },
  { name: 'raise-refused', who: 'kanri-somu', path: '/issues/new', then: raiseNothing },
  { name: 'raise-nowhere', who: 'admin', path: '/issues/new' },
  { name: 'laws', who: 'consul', path: '/laws' },
  { name: 'law', who: 'kanri-somu', path: '/laws/L15' },
  { name: 'law-cases', who: 'kyuyo', path: '/laws/L01' },
  { name: 'law-new', who: 'consul', path: '/laws/new' },
  { name: 'case-new', who: 'kanri-somu', path: '/cases/new' },
  { name: 'case-drafted', who: 'fukuri', path: '/cases/new?law=L06b', then: draftPlan },
  { name: 'case-beside', who: 'fukuri', path: '/cases/new?law=L20', then: draftPlan },
  { name: 'case-edit', who: 'kanri-somu', path: '/cases/SOMU-2026-001/edit' },
  { name: 'case-lane', who: 'kanri-somu', path: '/cases/SOMU-2026-004/edit', then: proposeLane },
  { name: 'case-readers', who: 'kanri-somu', path: '/cases/SOMU-2026-001/readers' },
  { name: 'issue-readers', who: 'kanri-somu', path: '/issues/SOMU-2026-001-12/readers' },
  { name: 'case-plan', who: 'kanri-somu', path: '/cases/SOMU-2026-001/plan' },
  { name: 'stage', who: 'kyuyo-kessai', path: '/cases/SOMU-2026-001/stages/6?system=RINJI' },
  { name: 'stage-conditions', who: 'kyuyo-kessai', path: '/cases/SOMU-2026-001/stages/6?system=RINJI', then: conditionOnASunday },
  { name: 'stage-start', who: 'kanri-somu', path: '/cases/SOMU-2026-004/stages/2', then: unfoldAll },
  { name: 'stage', who: 'vendor-b', path: '/cases/SOMU-2026-001/stages/6?system=JINKYU' },
  { name: 'stage-working', who: 'kanri-somu', path: '/cases/SOMU-2026-001/stages/6?system=SHOMU', then: unfoldAll },
  { name: 'stage-waiting', who: 'sekinin', path: '/cases/KYOIKU-2026-002/stages/5?system=KJINKYU' },
  { name: 'stage-first', who: 'consul', path: '/cases/SOMU-2026-004/stages/1' },
  { name: 'stage-done', who: 'jinji', path: '/cases/SOMU-2022-001/stages/4?system=JINKYU' },
  { name: 'signals-red', who: 'kanri-kyoiku', path: '/cases/KYOIKU-2026-001/signals' },
  { name: 'signals', who: 'kanri-kyoiku', path: '/cases/KYOIKU-2026-002/signals' },
  { name: 'timeline', who: 'keiyaku', path: '/timeline' },
  { name: 'timeline', who: 'vendor-a', path: '/timeline' },
  { name: 'ranking', who: 'keiyaku', path: '/ranking' },
  { name: 'ranking-unread', who: 'keiyaku', path: '/ranking?from=R8.11.1&to=soon' },
  { name: 'relays', who: 'kanri-somu', path: '/relay' },
  { name: 'relays', who: 'op-somu', path: '/relay' },
  { name: 'relay', who: 'kanri-somu', path: '/relay', then: firstRelay },
  { name: 'relay', who: 'op-somu', path: '/relay', then: firstRelay },
  { name: 'relay-new', who: 'op-somu', path: '/relay/new' },
  { name: 'audit', who: 'sekinin', path: '/audit' },
  { name: 'audit', who: 'admin', path: '/audit' },
  { name: 'admin', who: 'sekinin', path: '/admin' },
  { name: 'admin-users', who: 'admin', path: '/admin/users' },
  { name: 'admin-user', who: 'sekinin', path: '/admin/users/kyuyo' },
  { name: 'admin-user-unfolded', who: 'admin', path: '/admin/users/kanri-somu', then: unfoldAll },
  { name: 'admin-user-new', who: 'admin', path: '/admin/users/new' },
  { name: 'admin-organisations', who: 'admin', path: '/admin/organisations' },
  { name: 'admin-organisation', who: 'sekinin', path: '/admin/organisations/KYUYO', then: unfoldAll },
  { name: 'admin-systems', who: 'admin', path: '/admin/systems' },
  { name: 'admin-system', who: 'sekinin', path: '/admin/systems/JINKYU', then: unfoldAll },
  { name: 'admin-calendar', who: 'admin', path: '/admin/calendar?year=2026' },
  { name: 'admin-day', who: 'sekinin', path: '/admin/calendar/day' },
  { name: 'admin-day-effects', who: 'admin', path: '/admin/calendar/day', then: closeADay },
  { name: 'admin-checklists', who: 'kanri-somu', path: '/admin/checklists?stage=6' },
  { name: 'admin-checklists', who: 'sekinin', path: '/admin/checklists?stage=1' },
  { name: 'admin-approvers', who: 'sekinin', path: '/admin/approvers' },
  { name: 'admin-review', who: 'sekinin', path: '/admin/review' },
  { name: 'admin-refusals', who: 'keiyaku', path: '/admin/refusals' },
  { name: 'account', who: 'kyuyo', path: '/account' },
  { name: 'account-factor', who: 'jinji', path: '/account', then: beginFactor },
  { name: 'not-found', who: 'vendor-b', path: '/issues/SOMU-2026-001-12' },
];
const VIEWPORTS = [
  { width: 1366, height: 768 },
  { width: 360, height: 740 },
];
const LANGUAGES = [
  { code: 'ja', locale: 'ja-JP', dates: 'wareki' },
  { code: 'en', locale: 'en-US', dates: 'seireki' },
];
const FOLDER = process.env.KAISEI_SCREENSHOTS ?? 'test-results/screenshots';

// Some of the screens are refusals, and the browser writes a line about each.
test.use({ tolerated: [/status of 4\d\d/] });

for (const { code, locale, dates } of LANGUAGES) {
  for (const viewport of VIEWPORTS) {
    test.describe(`${code} ${viewport.width}`, () => {
      test.use({ locale, viewport });
      const file = (...name: string[]) => join(FOLDER, `${[...name, viewport.width, code].join('-')}.png`);

      test('sign-in', async ({ page }) => {
        await open(page, '/sign-in');
        await page.screenshot({ path: file('sign-in'), fullPage: true });
        await page.locator('input[name="login_id"]:not([type=hidden])').fill('kyuyo');
        await page.locator('input[type="password"]').fill('wrong');
        await page.locator('input[type="password"]').press('Enter');
        await expect(page.getByRole('alert')).toBeVisible();
        await page.screenshot({ path: file('sign-in-refused'), fullPage: true });
      });

      for (const { name, who, path, then } of SCREENS) {
        test(`${name} ${who}`, async ({ page, another }) => {
          await signIn(page, who);
          await speak(page, code, dates);
          await open(page, path);
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          await then?.(page, another);
          await expectNoSidewaysScroll(page);
          await page.screenshot({ path: file(name, who), fullPage: true });
        });
      }
    });
  }
}

/** Sets the language and the dates of the signed-in person. */
async function speak(page: Page, language: string, dates: string) {
  if ((await page.locator('html').getAttribute('lang')) === language) return;
  await open(page, '/account');
  await page.locator('select[name="language"]').selectOption(language);
  await page.locator('select[name="date_style"]').selectOption(dates);
  const form = page.locator('form').filter({ has: page.locator('select[name="language"]') });
  await send(page, form.locator('button[type="submit"]'));
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

/** Wide tables scroll in a box of their own; the page never does. */
async function expectNoSidewaysScroll(page: Page) {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(excess, 'the page is wider than its window').toBeLessThanOrEqual(0);
}

async function unfoldAll(page: Page) {
  for (const folded of await page.locator('details.folded > summary').all()) await folded.click();
}

/** 工程 counted back from the 本番リリース予定. */
async function draftPlan(page: Page) {
  await page.locator('#open-center').selectOption('SOMU');
  await page.locator('#open-systems-RINJI').check();
  await page.locator('#open-section').selectOption('FUKURI');
  await page.locator('#open-go_live_on').fill('R9.9.28');
  await send(page, page.locator('button[value="propose"]'));
  await expect(page.locator('.case-proposal')).toBeVisible();
}

/** The plan that a system would join with. */
async function proposeLane(page: Page) {
  const form = page.locator('details').filter({ has: page.locator('#add_lane-system') });
  await form.locator('summary').first().click();
  await form.locator('#add_lane-system').selectOption('SHOMU');
  await send(page, form.locator('button[type="submit"]'));
  await expect(page.locator('.plan-table').first()).toBeVisible();
}

/** A row without 担当組織, due on a Sunday. */
async function conditionOnASunday(page: Page) {
  const form = page.locator('details').filter({ has: page.locator('#gate_conditional-condition') });
  await form.locator('summary').first().click();
  await page.locator('#gate_conditional-condition').fill('帳票の再出力');
  await page.locator('#gate_conditional-condition_assignee').selectOption('vendor-a');
  await page.locator('#gate_conditional-condition_due').fill('R8.12.6');
  await send(page, form.locator('button[type="submit"]:not([name])'));
  await expect(page.getByRole('alert')).toBeVisible();
}

/** The second factor up to its picture; it stays begun. */
async function beginFactor(page: Page) {
  const password = page.locator('#begin_factor-current_password');
  if ((await password.count()) === 1) {
    await password.fill('kaisei-demo-2026');
    await send(page, page.locator('form').filter({ has: password }).locator('button[type="submit"]'));
  }
  await expect(page.locator('#confirm_factor-one_time_code')).toBeVisible();
}

async function firstRelay(page: Page) {
  await page.locator('main a[href^="/relay/"]:not([href="/relay/new"])').first().click();
  await expect(page).toHaveURL(/\/relay\/[0-9a-f-]{36}/);
  await ready(page);
}

/** A day that two 案件 count on, not yet registered. */
async function closeADay(page: Page) {
  await page.locator('#set_day-day').fill('R8.11.27');
  await page.locator('#set_day-reach').selectOption('CITY');
  await page.locator('#set_day-says').selectOption('closed');
  await page.locator('#set_day-label').fill('庁舎停電');
  await page.locator('#set_day-reason').fill('電気設備の法定点検のため');
  await page.locator('.day-columns form button[type="submit"]').first().click();
  await expect(page).toHaveURL(/day=/);
  await ready(page);
}

async function raiseNothing(page: Page) {
  await page.locator('#raise-case').selectOption('SOMU-2026-001');
  await page.locator('#raise-title').fill('　');
  await page.locator('#raise-body').fill('様式の差替え時期を確認したい。');
  await send(page, page.locator('main button[type="submit"]'));
  await expect(page.getByRole('alert')).toBeVisible();
}

/** Somebody else saves first. */
async function editTooLate(page: Page, another: () => Promise<Page>) {
  const edit = (of: Page) => of.locator('details').filter({ has: of.locator('#edit-title') });
  const first = await another();
  await signIn(first, 'sekinin');
  await first.goto(page.url());
  await edit(first).locator('summary').first().click();
  await first.locator('#edit-title').fill(`様式の確認（${Date.now()}）`);
  await send(first, edit(first).locator('button[type="submit"]'));

  await edit(page).locator('summary').first().click();
  await page.locator('#edit-title').fill('様式の確認と差替え');
  await page.locator('#edit-policy').fill('12月の様式から差し替える。');
  await send(page, edit(page).locator('button[type="submit"]'));
  await expect(page.getByRole('alert')).toBeVisible();
  await ready(page);
}
