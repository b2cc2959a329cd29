// Text that looks like HTML is text: in the edit form, in a comment, in the preview, in the title.
import { expect, signIn, test } from '../fixtures';
import { history, open, raise, scripted, send, unfold } from '../steps';

const TYPED = '</textarea><script>window.ran = 1</script><img src="x" onerror="window.ran = 2">';

test('typed HTML is shown as text and never run', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'kanri-somu');
  const key = await raise(page, { case: 'SOMU-2026-001', title: `件名 ${TYPED}`, body: TYPED });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${key} 件名 ${TYPED}`);
  await expect(page.getByRole('region', { name: '内容', exact: true })).toContainText(TYPED);

  let edit = await unfold(page, '内容を編集する');
  await expect(edit.getByRole('textbox', { name: /^内容/ })).toHaveValue(TYPED);
  await edit.getByRole('textbox', { name: /^対応方針/ }).fill(TYPED);
  expect(await send(page, edit.getByRole('button', { name: '保存する' }))).toBe(303);
  edit = await unfold(page, '内容を編集する');
  await expect(edit.getByRole('textbox', { name: /^対応方針/ })).toHaveValue(TYPED);

  const comment = page.getByRole('region', { name: 'コメントを書く' });
  await comment.getByRole('textbox', { name: /^コメント/ }).fill(TYPED);
  if (scripted()) {
    await comment.getByRole('button', { name: 'プレビュー' }).click();
    await expect(comment).toContainText('<script>window.ran = 1</script>');
  }
  expect(await send(page, comment.getByRole('button', { name: 'コメントを書き込む' }))).toBe(303);
  await expect(history(page)).toContainText(TYPED);

  await open(page, '/issues?q=textarea');
  await expect(page.getByRole('link', { name: `件名 ${TYPED}` })).toBeVisible();
  await open(page, `/issues/${key}`);
  expect(await page.evaluate(() => (window as unknown as { ran?: number }).ran)).toBeUndefined();
  await expect(page.locator('main script, main img')).toHaveCount(0);
});

test.describe('refused', () => {
  test.use({ tolerated: [/status of 422/] });

  test('typed HTML comes back as text', { tag: '@nojs' }, async ({ page }) => {
    await signIn(page, 'kanri-somu');
    await open(page, '/issues/new?case=SOMU-2026-001');
    await page.getByRole('textbox', { name: /^件名/ }).fill(' ');
    await page.getByRole('textbox', { name: /^内容/ }).fill(`\n${TYPED}`);
    expect(await send(page, page.getByRole('button', { name: '起票する' }))).toBe(422);
    // The first line break belongs to the text.
    await expect(page.getByRole('textbox', { name: /^内容/ })).toHaveValue(`\n${TYPED}`);
    expect(await page.evaluate(() => (window as unknown as { ran?: number }).ran)).toBeUndefined();
  });
});
