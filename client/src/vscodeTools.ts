// Gives the tools to VS Code, where it has language models and as long as nobody has switched them off.
import * as vscode from 'vscode'
import type { ToolDependencies } from './tools.ts'

/** Offers the tools of the manifest; what they do is loaded with the first call. */
export function offerTools(names: readonly string[], deps: ToolDependencies): vscode.Disposable {
  let registered: readonly vscode.Disposable[] = []
  const withdraw = () => {
    for (const each of registered) each.dispose()
    registered = []
  }
  const follow = () => {
    const isOff = vscode.workspace.getConfiguration('chat').get('disableAIFeatures') === true
    if (isOff) withdraw()
    else if (registered.length === 0) registered = names.flatMap((name) => register(name, deps))
  }
  follow()
  const watch = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('chat.disableAIFeatures')) follow()
  })
  return vscode.Disposable.from(watch, new vscode.Disposable(withdraw))
}

function register(name: string, deps: ToolDependencies): readonly vscode.Disposable[] {
  // Editors that are made from VS Code may lack it.
  const { lm }: Partial<Pick<typeof vscode, 'lm'>> = vscode
  if (!lm) return []
  const tool = lm.registerTool(name, {
    async invoke({ input }) {
      const { tools } = await import('./tools.ts')
      const text = await tools.find((each) => each.name === name)?.run(deps, input)
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text ?? '')])
    },
  })
  return [tool]
}
