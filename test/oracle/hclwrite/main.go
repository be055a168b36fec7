// Answers how hclwrite.Format of hashicorp/hcl v2.24.0 lays a text out, which `terraform fmt` and `nomad fmt` apply. Reads one
// JSON object {"text"} a line and writes one answer a line.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
)

type question struct {
	Text string `json:"text"`
}

type answer struct {
	// OK says that HCL 2 takes the text.
	OK   bool   `json:"ok"`
	Text string `json:"text"`
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<28)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for in.Scan() {
		var q question
		if err := json.Unmarshal(in.Bytes(), &q); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		_, diagnostics := hclsyntax.ParseConfig([]byte(q.Text), "", hcl.InitialPos)
		a := answer{OK: !diagnostics.HasErrors(), Text: string(hclwrite.Format([]byte(q.Text)))}
		if err := encoder.Encode(a); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}
