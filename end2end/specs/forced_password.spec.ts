// The first sign-in: a password of one's own before anything else, and in words what is wrong with a weak one.
import { addAccount, expectDone, ownPassword } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, send, signOut } from '../steps';

test.use({ tolerated: [/status of 422/] });

const LOGIN = 'hatsukaiya';

const WEAK = [
  { what: 'eleven letters', typed: 'kawa-no-mizu', cut: 11, told: /12文字以上で入力してください。/ },
  { what: 'a word that everybody takes', typed: 'password-2026!', told: /推測されやすいパスワードです。/ },
  { what: 'the name of the tool', typed: 'kaisei-kaisei-2026', told: /推測されやすいパスワードです。/ },
  { what: 'the own ログインID', typed: `${LOGIN}-2026`, told: /推測されやすいパスワードです。.*氏名・ログインID・所属/ },
  { what: 'the own name', typed: '初貝谷静香-2026-2027', told: /推測されやすいパスワードです。.*氏名・ログインID・所属/ },
  { what: 'keys in a row', typed: 'qwertyuiop12', told: /推測されやすいパスワードです。/ },
];

test('who signs in for the first time takes a password of their own', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'sekinin');
  const given = await addAccount(page, {
    login: LOGIN,
    name: '初貝谷 静香',
    reading: 'ハツカイヤ シズカ',
    org: '給与課',
    role: '業務所管課 担当',
  });
  const person = await another();
  await signIn(person, LOGIN, given);
  // Every way leads here.
  for (const path of ['/', '/cases', '/issues/SOMU-2026-001-15', '/issues/new']) {
    await open(person, path);
    await expect(person).toHaveURL(/\/account$/);
  }
  await expect(person.getByRole('main')).toContainText('変更するまで、ほかの画面は開けません。');
  await expect(person.getByRole('navigation', { name: '主なメニュー' })).toHaveCount(0);
  await audit(person);

  const form = person.getByRole('region', { name: 'パスワードの変更' });
  const first = form.getByLabel(/^新しいパスワード(?!（)/);
  const change = async (typed: string) => {
    await form.getByLabel(/^現在のパスワード/).fill(given);
    await first.fill(typed);
    await form.getByLabel(/^新しいパスワード（/).fill(typed);
    return send(person, form.getByRole('button', { name: 'パスワードを変更する' }));
  };
  // What is asked for is said before anybody fails.
  await expect(first).toHaveAccessibleDescription(/12文字以上。.*よく使われる語、氏名・ログインID・所属/);
  for (const { what, typed, cut, told } of WEAK) {
    expect(await change(typed.slice(0, cut)), what).toBe(422);
    await expect(first, what).toHaveAttribute('aria-invalid', 'true');
    await expect(first, what).toHaveAccessibleDescription(told);
    await expect(first, 'a password never comes back').toHaveValue('');
  }
  await audit(person);
  // The one that was given is no change.
  expect(await change(given), 'the same again').toBe(422);
  await expect(first).toHaveAttribute('aria-invalid', 'true');

  expect(await change(ownPassword(given))).toBe(303);
  await expectDone(person, 'パスワードを変更しました。');
  expect(await open(person, '/issues')).toBe(200);
  await expect(person).toHaveURL(/\/issues$/);
  // And it stays so.
  await signOut(person);
  await signIn(person, LOGIN, ownPassword(given));
  await expect(person.getByRole('heading', { level: 1, name: '今日' })).toBeVisible();
});

test('a password made by Kaisei is shown once and changed by its person', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'admin');
  await open(page, '/admin/users/new');
  const field = (name: RegExp) => page.getByRole('textbox', { name });
  await field(/^ログインID/).fill('sakusei');
  await field(/^氏名/).fill('佐久間 進');
  await field(/^読み/).fill('サクマ ススム');
  await page.getByRole('combobox', { name: /^所属/ }).selectOption({ label: '人事課' });
  await page.getByRole('combobox', { name: /^役割/ }).selectOption({ label: '業務所管課 担当' });
  // Left empty: one is made that is hard to guess.
  await send(page, page.getByRole('button', { name: '作成する' }));
  const made = page.getByRole('region', { name: 'sakusei のパスワード' });
  await expect(made).toBeVisible();
  const password = (await made.locator('code').innerText()).trim();
  expect(password.length).toBeGreaterThanOrEqual(12);
  await audit(page);
  await open(page, '/admin/users/sakusei');
  await expect(page.getByRole('main')).not.toContainText(password);

  const person = await another();
  await signIn(person, 'sakusei', password);
  await expect(person).toHaveURL(/\/account$/);
  await expect(person.getByRole('main')).toContainText('いまのパスワードは、管理者が設定したものです。');
});
