package main

import (
	_ "embed"
	"fmt"
	"sort"
	"strings"
	"unicode"
)

// exceptionsText lists what no rule gives: see exceptions.txt.
//
//go:embed exceptions.txt
var exceptionsText string

// exceptions are the names and shapes that pulumi-aws gives by hand.
type exceptions struct {
	// types maps a Pulumi token to a Terraform type.
	types map[string]string
	// names maps "terraform_type path.to.attribute" to the Pulumi property name.
	names map[string]string
	// single holds the collections of which Pulumi shows one element, though Terraform's schema no longer says so.
	single map[string]bool
	// list holds the single-element collections that Pulumi leaves as lists.
	list map[string]bool
}

func parseExceptions(text string) (*exceptions, error) {
	e := &exceptions{types: map[string]string{}, names: map[string]string{}, single: map[string]bool{}, list: map[string]bool{}}
	for number, line := range strings.Split(text, "\n") {
		words := strings.Fields(strings.SplitN(line, "#", 2)[0])
		if len(words) == 0 {
			continue
		}
		key := ""
		if len(words) > 2 {
			key = words[1] + " " + words[2]
		}
		switch {
		case words[0] == "type" && len(words) == 3:
			e.types[words[1]] = words[2]
		case words[0] == "name" && len(words) == 4:
			e.names[key] = words[3]
		case words[0] == "single" && len(words) == 3:
			e.single[key] = true
		case words[0] == "list" && len(words) == 3:
			e.list[key] = true
		default:
			return nil, fmt.Errorf("exceptions.txt line %d: %q is not one of: type TOKEN TERRAFORM_TYPE; name TYPE PATH PROPERTY; single TYPE PATH; list TYPE PATH", number+1, line)
		}
	}
	return e, nil
}

// moduleAliases are the Pulumi modules whose Terraform types begin otherwise; "" stands for no prefix at all.
var moduleAliases = map[string][]string{
	"apigateway":       {"api_gateway"},
	"cloudwatch":       {"cloudwatch", "cloudwatch_event", "cloudwatch_log"},
	"ec2":              {"", "ec2"},
	"index":            {""},
	"rds":              {"rds", "db"},
	"servicediscovery": {"service_discovery"},
}

// terraformType finds the Terraform type of a Pulumi token such as aws:rds/cluster:Cluster among those that exist.
func (e *exceptions) terraformType(token string, exists func(string) bool) (string, error) {
	if name, ok := e.types[token]; ok {
		if !exists(name) {
			return "", fmt.Errorf("%s is Terraform's %s, which its AWS provider %s does not have: use another resource", token, name, terraformVersion)
		}
		return name, nil
	}
	parts := strings.Split(token, ":")
	if len(parts) != 3 || parts[0] != "aws" {
		return "", fmt.Errorf("%s is not a token of the aws package", token)
	}
	module := strings.SplitN(parts[1], "/", 2)[0]
	name := snake(strings.TrimPrefix(parts[2], "get"))
	prefixes, ok := moduleAliases[module]
	if !ok {
		prefixes = []string{module}
	}
	for _, prefix := range append(prefixes, module, "") {
		for _, candidate := range []string{name, strings.TrimSuffix(name, "_v2")} {
			full := "aws_" + candidate
			if prefix != "" {
				full = "aws_" + prefix + "_" + candidate
			}
			if exists(full) {
				return full, nil
			}
		}
	}
	return "", fmt.Errorf("no Terraform type is known for %s: add a line `type %s aws_...` to exceptions.txt", token, token)
}

// property gives the Pulumi name of a Terraform attribute; many tells whether Pulumi shows a list.
func (e *exceptions) property(terraformType, path string, many bool) string {
	if name, ok := e.names[terraformType+" "+path]; ok {
		return name
	}
	last := path[strings.LastIndex(path, ".")+1:]
	if name, ok := e.names["* "+last]; ok {
		return name
	}
	if many {
		last = plural(last)
	}
	return camel(last)
}

// showsOne tells whether Pulumi shows the only element of a collection in place of a list.
func (e *exceptions) showsOne(terraformType, path string, limitedToOne bool) bool {
	key := terraformType + " " + path
	switch {
	case e.single[key]:
		return true
	case e.list[key], e.list[terraformType+" *"]:
		return false
	}
	return limitedToOne
}

// camel turns snake_case into camelCase.
func camel(snake string) string {
	var b strings.Builder
	upper := false
	for _, r := range snake {
		switch {
		case r == '_':
			upper = b.Len() > 0
		case upper:
			b.WriteRune(unicode.ToUpper(r))
			upper = false
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// snake turns CamelCase into snake_case; a run of digits stays with the letters before it.
func snake(camel string) string {
	var b strings.Builder
	for i, r := range camel {
		if unicode.IsUpper(r) {
			if i > 0 {
				b.WriteByte('_')
			}
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}

var uncountable = []string{"data", "metadata", "information", "equipment", "series", "news", "dns", "aws", "https", "sms"}

// plural is the English plural of a name's last word; what looks plural already stays.
func plural(name string) string {
	last := name[strings.LastIndex(name, "_")+1:]
	for _, word := range uncountable {
		if last == word {
			return name
		}
	}
	switch {
	case strings.HasSuffix(last, "ss"), strings.HasSuffix(last, "us"), strings.HasSuffix(last, "alias"),
		strings.HasSuffix(last, "x"), strings.HasSuffix(last, "ch"), strings.HasSuffix(last, "sh"):
		return name + "es"
	case strings.HasSuffix(last, "is"):
		return strings.TrimSuffix(name, "is") + "es"
	case strings.HasSuffix(last, "s"):
		return name
	case strings.HasSuffix(last, "y") && len(last) > 1 && !strings.ContainsRune("aeiou", rune(last[len(last)-2])):
		return strings.TrimSuffix(name, "y") + "ies"
	}
	return name + "s"
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
