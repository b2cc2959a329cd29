// English screens: no word of the Japanese user interface is left; what people wrote stays as it is.
import type { Page } from '@playwright/test';
import { expect, signIn, test } from '../fixtures';
import { audit, history, open, send } from '../steps';

test.use({ tolerated: [/status of 4(04|22)/] });

const JAPANESE = /[\u3005\u3041-\u30ff\u3400-\u9fff\uff01-\uff9f]/;

/** Words of the user interface; names, titles and texts that people wrote are left out. */
async function japaneseWords(page: Page, titled = false): Promise<string[]> {
  const words = await page.evaluate((titled) => {
    const data = [...(titled ? ['h1'] : []), '.case-no', '.case-title', '.case-link', '.site-person-name', '.issue-key', '.crumbs', '.prose', '.as-typed', '.checklist form'];
    const ui = [
      'header a', 'header button', 'nav a', 'h1', 'h2', 'h3', 'button', 'label', 'legend', 'summary', 'caption',
      'thead th', 'tr.matrix-group th', 'dt', 'a.button', '.chip', '.signal', '.severity', '.due', '.support',
      '.figures a', '.matrix-legend li', '.step', '.empty p', '.notice p', '.failed',
    ];
    const hints = '[aria-label], [placeholder]';
    const outside = (element: Element) => !element.closest(data.join(','));
    const text = (element: Element) => {
      const copy = element.cloneNode(true) as Element;
      copy.querySelectorAll(data.join(',')).forEach((child) => child.remove());
      return copy.textContent?.trim() ?? '';
    };
    const shown = [...document.querySelectorAll(ui.join(','))].filter(outside).map(text);
    const named = [...document.querySelectorAll(hints)]
      .filter(outside)
      .flatMap((it) => [it.getAttribute('aria-label') ?? '', it.getAttribute('placeholder') ?? '']);
    return [...shown, ...named, titled ? '' : document.title];
  }, titled);
  return [...new Set(words.filter((word) => JAPANESE.test(word)))];
}

async function saveAccount(page: Page, language: string, dates: string, save: string) {
  await page.locator('select[name="language"]').selectOption(language);
  await page.locator('select[name="date_style"]').selectOption(dates);
  expect(await send(page, page.getByRole('button', { name: save, exact: true }))).toBe(303);
}

// Their headings and titles hold what people wrote.
const RECORDS = ['/cases/SOMU-2026-001', '/cases/SOMU-2026-001/issues', '/issues/SOMU-2026-001-12'];
const SCREENS = ['/', '/cases', '/cases?signal=blue&state=on_hold', '/issues', '/issues?q=nothing', '/issues/new', '/account', '/nonsense'];

test('the screens are English, with 西暦 dates, and Japanese again', { tag: '@nojs' }, async ({ page }) => {
  test.slow();
  await signIn(page, 'kanri-somu');
  await open(page, '/account');
  await audit(page);
  await saveAccount(page, 'en', 'seireki', '保存する');
  await expect(page.getByRole('status').filter({ hasText: 'Your settings were saved.' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await audit(page);

  for (const path of [...SCREENS, ...RECORDS]) {
    await open(page, path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect.soft(await japaneseWords(page, RECORDS.includes(path)), path).toEqual([]);
    const days = await page.locator('main time').allInnerTexts();
    expect.soft(days.filter((day) => !/^\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?$/.test(day.trim())), path).toEqual([]);
    await audit(page);
  }
  await open(page, '/');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('24 Nov 2026 (Tue)');

  // A refusal speaks English too.
  await open(page, '/issues/new?case=SOMU-2026-001');
  await page.getByRole('textbox', { name: /^Title/ }).fill(' ');
  expect(await send(page, page.getByRole('button', { name: 'Raise issue' }))).toBe(422);
  await expect(page.getByRole('textbox', { name: /^Title/ })).toHaveAccessibleDescription(/[a-z]/);
  expect.soft(await japaneseWords(page)).toEqual([]);

  // So does the history.
  await open(page, '/issues/SOMU-2026-001-20');
  const history_ = page.getByRole('region', { name: 'History' });
  await expect(history_.locator('.history-what').first()).not.toContainText('しました');

  await open(page, '/account');
  await saveAccount(page, 'ja', 'wareki', 'Save');
  await expect(page.getByRole('heading', { level: 1, name: '個人設定' })).toBeVisible();
  await open(page, '/issues/SOMU-2026-001-20');
  await expect(history(page)).toContainText('起票しました。');
});
