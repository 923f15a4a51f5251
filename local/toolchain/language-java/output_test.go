package main

import (
	"bytes"
	"testing"
)

func TestOutputPassesLinesWithoutColorResets(t *testing.T) {
	for _, tt := range []struct {
		name   string
		writes []string
		want   string
	}{
		{"plain lines", []string{"one\ntwo\n"}, "one\ntwo\n"},
		{"an empty line of the program's own", []string{"one\n\ntwo\n"}, "one\n\ntwo\n"},
		{"a reset before a line", []string{"\x1b[0mone\n"}, "one\n"},
		{"a line of resets alone", []string{"\x1b[0m\x1b[0m\none\n"}, "one\n"},
		{"a line in pieces", []string{"o", "n", "e\nt", "wo\n"}, "one\ntwo\n"},
		{"a reset in pieces", []string{"\x1b", "[0", "mone\n"}, "one\n"},
		{"a last line without end", []string{"one\ntwo"}, "one\ntwo"},
		{"a last line of a reset alone", []string{"one\n\x1b[0m"}, "one\n"},
		{"the program's own colors", []string{"\x1b[31mred\x1b[39m\n"}, "\x1b[31mred\x1b[39m\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got bytes.Buffer
			o := &output{to: &got}
			for _, text := range tt.writes {
				if n, err := o.Write([]byte(text)); n != len(text) || err != nil {
					t.Fatalf("Write(%q) = %d, %v", text, n, err)
				}
			}
			if err := o.flush(); err != nil {
				t.Fatal(err)
			}
			if got.String() != tt.want {
				t.Errorf("got %q, want %q", got.String(), tt.want)
			}
		})
	}
}
