// Serves hcl as another extension does, so that a test sees both beside each other.
const vscode = require('vscode')

exports.activate = (context) => {
  context.subscriptions.push(
    vscode.languages.registerCompletionItemProvider('hcl', {
      provideCompletionItems: () => [new vscode.CompletionItem('of-the-neighbour')],
    }),
    vscode.languages.registerHoverProvider('hcl', { provideHover: () => new vscode.Hover('Hover of the neighbour') }),
    vscode.languages.registerDocumentFormattingEditProvider('hcl', {
      provideDocumentFormattingEdits: () => [vscode.TextEdit.insert(new vscode.Position(0, 0), '# laid out by the neighbour\n')],
    }),
  )
}
