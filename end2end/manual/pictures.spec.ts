// The pictures of the manual and of the README: `cargo xtask screenshots -- --project=manual pictures`.
// Japanese, 1366 wide, with the demo world; each is made small by a palette.
import type { Locator, Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, signIn, test } from '../fixtures';
import { open, ready, send } from '../steps';
import { withPalette } from './palette';

interface Picture {
  /** File below `docs/`, without `.png`. */
  file: string;
  who?: string;
  path: string;
  /** What happens before; what it gives is scrolled to the top of the picture. */
  then?: (page: Page) => Promise<Locator | void>;
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

  { file: 'manual/img/consultant-laws', who: 'consul', path: '/laws' },
  { file: 'manual/img/consultant-today', who: 'consul', path: '/' },

  { file: 'manual/img/operator-today', who: 'op-somu', path: '/' },
  { file: 'manual/img/operator-issue', who: 'op-somu', path: '/issues/SOMU-2026-001-16' },

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
  { file: 'manual/img/audit', who: 'sekinin', path: '/audit?from=2026-11-18&to=2026-11-24' },
  { file: 'manual/img/admin-checklists', who: 'admin', path: '/admin/checklists?stage=6', height: 620 },
];
/** No picture is heavier than this. */
const HEAVIEST = 150_000;
const DOCS = join(import.meta.dirname, '../../docs');

test.use({ locale: 'ja-JP', tolerated: [/status of 4\d\d/] });

for (const { file, who, path, then, height } of PICTURES) {
  test(file, async ({ page }) => {
    await page.setViewportSize({ width: 1366, height: height ?? 768 });
    if (who) await signIn(page, who);
    await open(page, path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const top = await then?.(page);
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
