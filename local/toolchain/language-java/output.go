package main

import (
	"bytes"
	"io"
)

// colorReset is the code that Maven 3 prints around its output even in batch mode with color off.
var colorReset = []byte("\x1b[0m")

// output passes on whole lines, without Maven's color resets; lines of nothing else are left out.
type output struct {
	to      io.Writer
	partial []byte
}

// Write passes on the lines that p completes and keeps the rest for the next call, or for flush.
func (o *output) Write(p []byte) (int, error) {
	lines := append(o.partial, p...)
	end := bytes.LastIndexByte(lines, '\n') + 1
	o.partial = bytes.Clone(lines[end:])
	for line := range bytes.Lines(lines[:end]) {
		if err := o.pass(line); err != nil {
			return 0, err
		}
	}
	return len(p), nil
}

// flush passes on a last line that has no end.
func (o *output) flush() error {
	last := o.partial
	o.partial = nil
	return o.pass(last)
}

func (o *output) pass(line []byte) error {
	clean := bytes.ReplaceAll(line, colorReset, nil)
	if len(clean) < len(line) && len(bytes.TrimSpace(clean)) == 0 {
		return nil
	}
	_, err := o.to.Write(clean)
	return err
}
