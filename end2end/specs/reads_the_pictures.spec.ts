// 線表 and ranking: any period by its address, grouped and zoomed, with an equal table; figures that add up.
import type { Page } from '@playwright/test';
import { enter } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, rows } from '../steps';

test.use({ world: 'read only', tolerated: [/status of 404/] });

const picture = (page: Page) => page.getByRole('region', { name: /^線表の図/ });
const table = (page: Page) => page.getByRole('region', { name: /^案件とシステムごとの/ });
/** 案件番号 × system of each row, in order. */
const lanes = async (within: ReturnType<typeof picture>) => {
  const texts = await within.locator('tbody').getByRole('row').evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('th')].map((head) => head.textContent?.trim() ?? '').join(' ')),
  );
  return texts.map((text) => text.replace('▲本番が重なる', '').replace(/\s+/g, ' ').trim());
};

test('線表 shows any period, grouped and zoomed, beside an equal table', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'keiyaku');
  await page.getByRole('navigation', { name: '主なメニュー' }).getByRole('link', { name: '線表' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '線表' })).toBeVisible();
  await audit(page);
  expect(await lanes(picture(page))).toEqual(await lanes(table(page)));
  expect((await lanes(picture(page))).slice(0, 2)).toEqual(['総務事務センター', expect.stringContaining('SOMU-2026-001')]);
  // Two 本番 close together on one system, in the picture and in words.
  await expect(picture(page).getByText('▲本番が重なる').first()).toBeVisible();
  await expect(table(page).getByRole('row').filter({ hasText: 'SOMU-2026-001' }).first().getByRole('cell').last()).toContainText('SOMU-2026-002');
  await expect(page.getByRole('list', { name: '線表の記号' })).toContainText('年末調整の繁忙期（10～1月）');
  const form = page.getByRole('search', { name: '線表の期間と並べ方' });
  const month = async () => {
    const months = Number(await form.getByRole('combobox', { name: '表示する期間' }).inputValue());
    return Number(await picture(page).locator('tbody svg').first().getAttribute('width')) / months;
  };
  const usual = await month();

  // A span of 36 months back to the past cases, by system, wide: all of it in the address.
  await form.getByRole('textbox', { name: '開始の月' }).fill('令和4年4月');
  await form.getByRole('combobox', { name: '表示する期間' }).selectOption({ label: '36か月' });
  await form.getByRole('combobox', { name: 'まとめ方' }).selectOption({ label: '対象システム' });
  await form.getByRole('combobox', { name: '状態' }).selectOption({ label: 'すべて' });
  await form.getByRole('combobox', { name: '1か月の幅' }).selectOption({ label: '広い' });
  await form.getByRole('combobox', { name: '印刷の用紙' }).selectOption({ label: 'A4横' });
  await form.getByRole('button', { name: '表示する' }).click();
  await expect(page).toHaveURL(/group=system/);
  const address = page.url();
  const shown = await lanes(picture(page));
  expect(shown).toEqual(await lanes(table(page)));
  expect(shown.join()).toContain('SOMU-2022-001');
  expect(shown).toContain('庶務事務システム');
  expect(await month()).toBeGreaterThan(usual);
  await audit(page);

  // The same address gives somebody else the same view.
  const other = await enter(another, 'sekinin');
  await other.goto(address);
  expect(await lanes(picture(other))).toEqual(shown);
  await page.getByRole('link', { name: /6か月後へ/ }).click();
  await expect(form.getByRole('textbox', { name: '開始の月' })).toHaveValue('R4.10');
  await page.getByRole('link', { name: '最初の表示に戻す' }).click();
  await expect(form.getByRole('combobox', { name: 'まとめ方' })).toHaveValue('center');

  // What cannot be read is said.
  await open(page, '/timeline?from=R4.13&group=colour');
  await expect(page.getByText(/次の条件は読み取れないため使っていません/)).toBeVisible();
  await audit(page);

  // From the table to a 工程.
  await table(page).getByRole('link', { name: '進行中' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('工程');
});

test('線表 on paper is the picture and its table, without a sheet for the last line', async ({ page }) => {
  await signIn(page, 'sekinin');
  // Points, landscape; on A4 the table needs two sheets. One for the last line would have a size of its own.
  for (const [paper, width, sheets] of [['a4', 841, 3], ['a3', 1191, 2]] as const) {
    await open(page, `/timeline?paper=${paper}`);
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g), paper).toHaveLength(sheets);
    const widths = [...pdf.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)/g)].map((found) => Math.floor(Number(found[1])));
    expect(new Set(widths), paper).toEqual(new Set([width]));
  }
});

test('ベンダー reads its own lanes only', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'vendor-a');
  await open(page, '/timeline?from=2022-04&months=48&state=all&group=vendor');
  expect((await lanes(picture(page))).join()).toContain('RINJI');
  const text = await page.getByRole('main').innerText();
  for (const foreign of ['JINKYU', 'FUKUMU', 'ベンダーB', 'ベンダーC']) expect(text).not.toContain(foreign);
  await audit(page);
  expect(await open(page, '/ranking')).toBe(404);
});

test('the ranking of a period is that of its parts together', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'keiyaku');
  const days = async (from: string, to: string) => {
    await open(page, `/ranking?from=${from}&to=${to}`);
    const found = await rows(page).evaluateAll((all) =>
      all.map((row) => {
        const cells = (row as HTMLTableRowElement).cells;
        return [cells[1].innerText.trim(), parseInt(cells[2].innerText, 10)] as const;
      }),
    );
    return new Map(found);
  };
  await open(page, '/ranking');
  await audit(page);
  await page.getByRole('textbox', { name: '開始日' }).fill('令和8年9月1日');
  await page.getByRole('textbox', { name: '終了日' }).fill('R8.10.31');
  await page.getByRole('button', { name: '表示する' }).click();
  await expect(page.getByText('期間：令和8年9月1日（火）～令和8年10月31日（土）')).toBeVisible();
  await audit(page);

  const whole = await days('2026-09-01', '2026-10-31');
  const parts = [await days('2026-09-01', '2026-09-30'), await days('2026-10-01', '2026-10-31')];
  expect(whole.size).toBeGreaterThan(4);
  for (const [organisation, held] of whole) {
    expect(parts.reduce((sum, part) => sum + (part.get(organisation) ?? 0), 0), organisation).toBe(held);
  }
  const order = [...whole.values()];
  expect(order).toEqual([...order].sort((a, b) => b - a));

  await page.getByRole('link', { name: '今年度' }).click();
  await expect(page.getByText(/期間：令和8年4月1日（水）～令和9年3月31日（水）/)).toBeVisible();
  const still = await rows(page).first().getByRole('cell').last().innerText();
  await rows(page).first().getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: '課題一覧' })).toBeVisible();
  await expect(rows(page)).toHaveCount(parseInt(still, 10));

  await open(page, '/ranking?from=yesterday&to=2026-10-31');
  await expect(page.getByText(/開始日「yesterday」は日付ではないため/)).toBeVisible();
  await audit(page);
});
