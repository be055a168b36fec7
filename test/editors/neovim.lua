-- Uses the language server as a person with Neovim would: opens a file, looks at what is found, asks, fixes and renames.
-- Run by scripts/editors.mts in a headless Neovim; prints one line of JSON for each step.
local node, server, folder = vim.env.EDITORS_NODE, vim.env.EDITORS_SERVER, vim.env.EDITORS_FOLDER

local function say(step, value)
  io.stdout:write(vim.fn.json_encode({ step = step, value = value }) .. '\n')
end

local client = vim.lsp.start_client({
  name = 'consul-peering',
  cmd = { node, server, '--stdio' },
  root_dir = folder,
  workspace_folders = { { uri = vim.uri_from_fname(folder), name = 'config' } },
  init_options = { settings = { target = '1.16' } },
})
vim.cmd('edit ' .. folder .. '/exported-services.hcl')
local buffer = vim.api.nvim_get_current_buf()
vim.lsp.buf_attach_client(buffer, client)

local function found()
  return vim.tbl_map(function(one)
    return one.code .. ' on line ' .. (one.lnum + 1)
  end, vim.diagnostic.get(buffer))
end

local function wait_for(holds)
  if not vim.wait(20000, holds, 50) then
    say('waited in vain', found())
    vim.cmd('cquit 1')
  end
end

local function ask(method, line, character, more)
  local params = vim.tbl_extend('force', {
    textDocument = { uri = vim.uri_from_bufnr(buffer) },
    position = { line = line, character = character },
    range = { start = { line = line, character = character }, ['end'] = { line = line, character = character } },
  }, more or {})
  local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/' .. method, params, 20000)
  return answers and answers[client] and answers[client].result
end

wait_for(function()
  return #vim.diagnostic.get(buffer) > 0
end)
say('diagnostics', found())
say('hover', ask('hover', 2, 22).contents.value)

local actions = ask('codeAction', 2, 53, { context = { diagnostics = {} } })
for _, action in ipairs(actions) do
  if action.kind == 'quickfix' then
    say('code action', action.title)
    vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
    break
  end
end
wait_for(function()
  return #vim.diagnostic.get(buffer) == 0
end)
say('fixed', vim.api.nvim_buf_get_lines(buffer, 2, 3, true)[1])

vim.lsp.util.apply_workspace_edit(ask('rename', 2, 22, { newName = 'invoices' }), 'utf-16')
say('renamed', vim.api.nvim_buf_get_lines(buffer, 2, 3, true)[1])
local other = vim.fn.bufnr(folder .. '/billing.hcl')
say('renamed elsewhere', vim.api.nvim_buf_get_lines(other, 1, 2, true)[1])
local completions = ask('completion', 2, 0)
say('completion', #(completions.items or completions) > 0)
vim.cmd('qall!')
