// Answers what the Consul that it is built with makes of config entries: the command line tool's decode, the server's
// decode, Normalize, Validate, and the write to a state store, which holds nothing at the start of each line. Built
// within test/consul/1.13 or test/consul/1.16, whose go.mod says which Consul that is.
// Reads one JSON array of steps {"text"} or {"delete": "kind/name"} a line and writes one array of answers a line.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/hashicorp/consul/acl"
	"github.com/hashicorp/consul/agent/consul/state"
	"github.com/hashicorp/consul/agent/structs"
	"github.com/hashicorp/consul/command/helpers"
)

type step struct {
	Text   string `json:"text"`
	Delete string `json:"delete"`
}

type answer struct {
	OK bool `json:"ok"`
	// Stage is parse (the tool), decode, validate (the entry alone) or graph (because of other entries); empty when OK.
	Stage string `json:"stage"`
	// Message is what Consul would print; a crash begins with "panic: ".
	Message string `json:"message"`
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<28)
	out := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(out)
	for in.Scan() {
		var steps []step
		if err := json.Unmarshal(in.Bytes(), &steps); err != nil {
			fail(err)
		}
		if err := encoder.Encode(judge(steps)); err != nil {
			fail(err)
		}
		if err := out.Flush(); err != nil {
			fail(err)
		}
	}
	if err := in.Err(); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func judge(steps []step) []answer {
	store := state.NewStateStore(nil)
	answers := []answer{}
	for i, one := range steps {
		answers = append(answers, take(store, uint64(i+1), one))
	}
	return answers
}

// take does one step. A crash refuses it, since the tool or the server's handler then answers with an error.
func take(store *state.Store, index uint64, one step) (a answer) {
	stage := ""
	defer func() {
		if r := recover(); r != nil {
			a = answer{Stage: stage, Message: fmt.Sprintf("panic: %v", r)}
		}
	}()
	var err error
	if one.Delete != "" {
		err = remove(store, index, one.Delete, &stage)
	} else {
		err = write(store, index, one.Text, &stage)
	}
	if err != nil {
		return answer{Stage: stage, Message: err.Error()}
	}
	return answer{OK: true}
}

func write(store *state.Store, index uint64, text string, stage *string) error {
	*stage = "parse"
	sent, err := helpers.ParseConfigEntry(text)
	if err != nil {
		return err
	}
	body, err := json.Marshal(sent)
	if err != nil {
		return err
	}
	*stage = "decode"
	var raw map[string]interface{}
	if err := json.Unmarshal(body, &raw); err != nil {
		return err
	}
	entry, err := structs.DecodeConfigEntry(raw)
	if err != nil {
		return err
	}
	*stage = "validate"
	if err := entry.Normalize(); err != nil {
		return err
	}
	if err := entry.Validate(); err != nil {
		return err
	}
	if warner, ok := entry.(structs.WarningConfigEntry); ok {
		warner.Warnings()
	}
	if err := entry.CanWrite(acl.ManageAll()); err != nil {
		return err
	}
	stored, err := throughLog(entry)
	if err != nil {
		return err
	}
	*stage = "graph"
	return store.EnsureConfigEntry(index, stored)
}

// throughLog gives the entry as it comes out of the log of the servers.
func throughLog(entry structs.ConfigEntry) (structs.ConfigEntry, error) {
	request := &structs.ConfigEntryRequest{Op: structs.ConfigEntryUpsert, Entry: entry}
	encoded, err := structs.Encode(structs.ConfigEntryRequestType, request)
	if err != nil {
		return nil, err
	}
	decoded := structs.ConfigEntryRequest{Entry: &structs.ProxyConfigEntry{}}
	if err := structs.Decode(encoded[1:], &decoded); err != nil {
		return nil, err
	}
	return decoded.Entry, nil
}

func remove(store *state.Store, index uint64, address string, stage *string) error {
	*stage = "decode"
	kind, name, _ := strings.Cut(address, "/")
	entry, err := structs.MakeConfigEntry(kind, name)
	if err != nil {
		return err
	}
	*stage = "validate"
	if err := entry.Normalize(); err != nil {
		return err
	}
	*stage = "graph"
	return store.DeleteConfigEntry(index, entry.GetKind(), entry.GetName(), entry.GetEnterpriseMeta())
}
