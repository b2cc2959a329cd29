// Enter that ends a conversion is not Enter that sends a form.
import type { CDPSession, Locator, Page } from '@playwright/test';
import { expect, signIn, test } from '../fixtures';
import { open, ready } from '../steps';

/** Composes `reading`, presses Enter as an IME sends it, and commits `text`. */
async function convert(page: Page, cdp: CDPSession, field: Locator, reading: string, text: string) {
  await field.focus();
  await cdp.send('Input.imeSetComposition', { text: reading, selectionStart: reading.length, selectionEnd: reading.length });
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 13 };
  await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter, windowsVirtualKeyCode: 13 });
  // The same as scripts see it.
  await field.evaluate((input) => {
    input.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true }),
    );
  });
  await cdp.send('Input.insertText', { text });
}

for (const { where, path, name, who } of [
  { where: 'the 件名 of a new 課題', path: '/issues/new?case=SOMU-2026-001', name: /^件名/, who: 'kanri-somu' },
  { where: 'the search word of the 課題一覧', path: '/issues', name: '検索語', who: 'kyuyo' },
  { where: 'the search in the header', path: '/', name: '課題番号・件名で探す', who: 'kyuyo' },
]) {
  test(`a conversion in ${where} sends nothing`, async ({ page }) => {
    await signIn(page, who);
    await open(page, path);
    const field = page.locator('input').and(page.getByLabel(name));
    const address = page.url();
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.isNavigationRequest()) sent.push(request.url());
    });

    const cdp = await page.context().newCDPSession(page);
    await convert(page, cdp, field, 'ねんまつ', '年末');
    await convert(page, cdp, field, 'ちょうせい', '調整');
    await page.waitForTimeout(300);
    await expect(field).toHaveValue('年末調整');
    expect(sent).toEqual([]);
    expect(page.url()).toBe(address);

    // Enter after the conversion is the form's own.
    await field.press('Enter');
    await expect(page).not.toHaveURL(address);
    await ready(page);
  });
}
