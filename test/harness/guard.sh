# Runs a command for as long as standard input is open, then kills it and removes its folder: when the test process ends, in
# whatever way, the pipe closes. Prints the command's process id. Usage: sh guard.sh FOLDER LOG COMMAND ARGUMENT…
# A closed terminal signals the whole group, and Consul takes that signal for a wish to reload: only the pipe counts here.
trap '' HUP INT TERM
folder=$1
log=$2
shift 2
exec 3<&0
"$@" >"$log" 2>&1 </dev/null 3<&- &
pid=$!
echo "$pid"
{
  while read -r _; do :; done
  if [ -e "$folder/ended" ]; then
    # It ended by itself, so its number may be another's by now. Whoever asked for it reads the log first, if still there.
    kill -0 "$PPID" || rm -rf "$folder"
  else
    kill -9 "$pid"
    # Again while the other half writes its mark into it.
    while [ -e "$folder" ]; do rm -rf "$folder"; done
  fi
} <&3 >/dev/null 2>&1 &
exec 3<&-
wait "$pid" 2>/dev/null
status=$?
: >"$folder/ended"
exit "$status"
