// Answers what Consul's own readers make of a text: hcl.Decode of hashicorp/hcl v1.0.0 and encoding/json, both into a
// map[string]interface{}. Reads one JSON object {"text", "format"} a line and writes one answer a line.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strconv"

	"github.com/hashicorp/hcl"
	"github.com/hashicorp/hcl/hcl/parser"
)

type question struct {
	Text   string `json:"text"`
	Format string `json:"format"`
}

type answer struct {
	OK bool `json:"ok"`
	// Parsed says that the syntax alone was taken, before anything was decoded.
	Parsed bool `json:"parsed"`
	// Error holds what Consul would print; a crash begins with "panic: ".
	Error string `json:"error,omitempty"`
	// Line and Column are those of a syntax error of HCL, from 1; columns count characters.
	Line   int         `json:"line,omitempty"`
	Column int         `json:"column,omitempty"`
	Value  interface{} `json:"value,omitempty"`
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<28)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for in.Scan() {
		var q question
		if err := json.Unmarshal(in.Bytes(), &q); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if err := encoder.Encode(judge(q)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func judge(q question) (a answer) {
	defer func() {
		if r := recover(); r != nil {
			a.OK = false
			a.Value = nil
			a.Error = fmt.Sprintf("panic: %v", r)
		}
	}()
	var raw map[string]interface{}
	if q.Format == "json" {
		if err := json.Unmarshal([]byte(q.Text), &raw); err != nil {
			return answer{Error: err.Error()}
		}
		return answer{OK: true, Parsed: true, Value: mark(raw)}
	}
	file, err := parser.Parse([]byte(q.Text))
	if err != nil {
		a.Error = err.Error()
		if match := position.FindStringSubmatch(a.Error); match != nil {
			a.Line, _ = strconv.Atoi(match[1])
			a.Column, _ = strconv.Atoi(match[2])
		}
		return a
	}
	a.Parsed = true
	if err := hcl.DecodeObject(&raw, file); err != nil {
		a.Error = err.Error()
		return a
	}
	a.OK = true
	a.Value = mark(raw)
	return a
}

var position = regexp.MustCompile(`At (\d+):(\d+): `)

// mark names the Go type of each value.
func mark(v interface{}) interface{} {
	switch v := v.(type) {
	case nil:
		return nil
	case string:
		return map[string]interface{}{"string": v}
	case bool:
		return map[string]interface{}{"boolean": v}
	case int:
		return map[string]interface{}{"int": strconv.Itoa(v)}
	case float64:
		return map[string]interface{}{"float": strconv.FormatFloat(v, 'g', -1, 64)}
	case []interface{}:
		elements := []interface{}{}
		for _, e := range v {
			elements = append(elements, mark(e))
		}
		return map[string]interface{}{"list": elements}
	case []map[string]interface{}:
		elements := []interface{}{}
		for _, e := range v {
			elements = append(elements, mark(e))
		}
		return map[string]interface{}{"maps": elements}
	case map[string]interface{}:
		entries := map[string]interface{}{}
		for key, e := range v {
			entries[key] = mark(e)
		}
		return map[string]interface{}{"map": entries}
	}
	panic(fmt.Sprintf("%T", v))
}
