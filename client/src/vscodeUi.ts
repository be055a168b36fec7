// The questions and messages of `ui.ts` as VS Code shows them.
import * as vscode from 'vscode'
import type { SecretClipboard } from './clipboard.ts'
import { plainText } from './plainText.ts'
import type { Choice, Heading, Level, Ui } from './ui.ts'

/** Shows everything in the window of VS Code. */
export function createVscodeUi(clipboard: SecretClipboard, log: vscode.LogOutputChannel): Ui {
  return {
    async pick({ title, placeholder, choices }) {
      const options = {
        title: plainText(title),
        ignoreFocusOut: true,
        matchOnDescription: true,
        ...(placeholder !== undefined && { placeHolder: plainText(placeholder) }),
      }
      const picked = await vscode.window.showQuickPick(choices.map(toRow), options)
      return picked?.value
    },
    input: async ({ title, prompt, value, placeholder, isSecret, problem }) =>
      vscode.window.showInputBox({
        title: plainText(title),
        prompt: plainText(prompt),
        ignoreFocusOut: true,
        password: isSecret === true,
        ...(value !== undefined && { value }),
        ...(placeholder !== undefined && { placeHolder: placeholder }),
        ...(problem && { validateInput: (text) => plainText(problem(text) ?? '') }),
      }),
    chooseFile,
    async confirm({ message, detail, verb }) {
      const pressed = await vscode.window.showWarningMessage(
        plainText(message),
        { modal: true, ...(detail !== undefined && { detail: plainText(detail) }) },
        verb,
      )
      return pressed === verb
    },
    async tell(level, message, ...buttons) {
      // A message goes away, and `Open Log` must have something to show.
      if (level === 'error') log.error(plainText(message))
      if (level === 'warning') log.warn(plainText(message))
      // VS Code cuts a message to one line unless it has a button.
      const shown = buttons.length > 0 || message.length <= oneLine ? buttons : [dismiss]
      const pressed = await show(level, plainText(message), shown)
      return pressed === dismiss ? undefined : pressed
    },
    async progress(title, work) {
      const controller = new AbortController()
      let last: string | undefined
      let report = (message: string) => {
        last = message
      }
      const working = work((message) => report(message), controller.signal)
      // What is over at once needs no message that comes and goes.
      if (await endsWithin(working, patienceMs)) return working
      const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true }
      return vscode.window.withProgress(options, (progress, token) => {
        token.onCancellationRequested(() => controller.abort())
        report = (message) => progress.report({ message })
        if (last !== undefined) report(last)
        return working
      })
    },
    copySecret: (text, forMs) => clipboard.copy(text, forMs),
  }
}

async function chooseFile(title: string): Promise<string | undefined> {
  const chosen = await vscode.window.showOpenDialog({ title: plainText(title), openLabel: 'Choose', canSelectMany: false })
  return chosen?.[0]?.fsPath
}

const patienceMs = 300

async function endsWithin(working: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  const over = working.then(
    () => true,
    () => true,
  )
  const isOver = await Promise.race([over, late])
  clearTimeout(timer)
  return isOver
}

/** Characters that surely fit into one line of a message. */
const oneLine = 50
const dismiss = 'OK'

function show(level: Level, message: string, buttons: readonly string[]): Thenable<string | undefined> {
  switch (level) {
    case 'information':
      return vscode.window.showInformationMessage(message, ...buttons)
    case 'warning':
      return vscode.window.showWarningMessage(message, ...buttons)
    case 'error':
      return vscode.window.showErrorMessage(message, ...buttons)
  }
}

type Row<T> = vscode.QuickPickItem & { readonly value?: T }

function toRow<T>(choice: Choice<T> | Heading): Row<T> {
  if ('heading' in choice) return { label: choice.heading, kind: vscode.QuickPickItemKind.Separator }
  const { label, description, detail, icon, value } = choice
  return {
    label: plainText(label),
    value,
    ...(description !== undefined && { description: plainText(description) }),
    ...(detail !== undefined && { detail: plainText(detail) }),
    ...(icon !== undefined && { iconPath: new vscode.ThemeIcon(icon) }),
  }
}
