// The questions and messages of `ui.ts` as VS Code shows them.
import * as vscode from 'vscode'
import type { SecretClipboard } from './clipboard.ts'
import type { Choice, Heading, Ui } from './ui.ts'

/** Shows everything in the window of VS Code. */
export function createVscodeUi(clipboard: SecretClipboard): Ui {
  return {
    async pick({ title, placeholder, choices }) {
      const options = {
        title,
        ignoreFocusOut: true,
        matchOnDescription: true,
        ...(placeholder !== undefined && { placeHolder: placeholder }),
      }
      const picked = await vscode.window.showQuickPick(choices.map(toRow), options)
      return picked?.value
    },
    input: async ({ title, prompt, value, placeholder, isSecret, problem }) =>
      vscode.window.showInputBox({
        title,
        prompt,
        ignoreFocusOut: true,
        password: isSecret === true,
        ...(value !== undefined && { value }),
        ...(placeholder !== undefined && { placeHolder: placeholder }),
        ...(problem && { validateInput: problem }),
      }),
    async confirm({ message, detail, verb }) {
      const pressed = await vscode.window.showWarningMessage(message, { modal: true, ...(detail !== undefined && { detail }) }, verb)
      return pressed === verb
    },
    async tell(level, message, ...buttons) {
      switch (level) {
        case 'information':
          return vscode.window.showInformationMessage(message, ...buttons)
        case 'warning':
          return vscode.window.showWarningMessage(message, ...buttons)
        case 'error':
          return vscode.window.showErrorMessage(message, ...buttons)
      }
    },
    progress: async (title, work) =>
      vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (progress, token) => {
        const controller = new AbortController()
        token.onCancellationRequested(() => controller.abort())
        return work((message) => progress.report({ message }), controller.signal)
      }),
    copySecret: (text, forMs) => clipboard.copy(text, forMs),
  }
}

type Row<T> = vscode.QuickPickItem & { readonly value?: T }

function toRow<T>(choice: Choice<T> | Heading): Row<T> {
  if ('heading' in choice) return { label: choice.heading, kind: vscode.QuickPickItemKind.Separator }
  const { label, description, detail, icon, value } = choice
  return {
    label,
    value,
    ...(description !== undefined && { description }),
    ...(detail !== undefined && { detail }),
    ...(icon !== undefined && { iconPath: new vscode.ThemeIcon(icon) }),
  }
}
