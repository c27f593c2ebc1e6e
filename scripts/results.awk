# Adds up TRX files. Prints one line for each test that did not pass, then "passed failed" on the last line.
# Whatever was counted and did not pass counts as failed: skipped, not executed, aborted.
# A tag is a record: RS "<" makes its name and attributes the first part, the text behind it the rest.
BEGIN { RS = "<" }

function attribute(name,   at, rest) {
  at = index($0, " " name "=\"")
  if (!at) return ""
  rest = substr($0, at + length(name) + 3)
  return substr(rest, 1, index(rest, "\"") - 1)
}

function text(   value) {
  value = substr($0, index($0, ">") + 1)
  return value
}

function plain(value) {
  gsub(/&#xD;|\r/, "", value); gsub(/&#xA;/, "\n", value)
  gsub(/&lt;/, "<", value); gsub(/&gt;/, ">", value); gsub(/&quot;/, "\"", value); gsub(/&apos;/, "'", value)
  gsub(/&amp;/, "\\&", value)
  sub(/^[ \t\n]+/, "", value); sub(/[ \t\n]+$/, "", value)
  return value
}

/^UnitTestResult[ \t\n]/ {
  outcome = attribute("outcome"); shown = 0
  if (outcome != "Passed") { print "  " (outcome == "NotExecuted" ? "SKIPPED" : toupper(outcome)) " " plain(attribute("testName")); shown = 1 }
}
/^Message>/ && shown {
  message = plain(text()); gsub(/\n/, "\n      ", message)
  if (message != "") print "      " substr(message, 1, 2000)
}
/^StackTrace>/ && shown {
  count = split(plain(text()), frames, "\n")
  for (i = 1; i <= count && i <= 6; i++) { sub(/^[ \t]+/, "", frames[i]); print "        " frames[i] }
}
/^\/UnitTestResult>/ { shown = 0 }
/^Counters[ \t\n]/ { total += attribute("total"); passed += attribute("passed"); counted = 1 }
/^ResultSummary[ \t\n]/ { if (attribute("outcome") !~ /^(Completed|Passed)$/) bad = 1 }
/^RunInfo[ \t\n]/ { info = attribute("outcome") }

END {
  failed = total - passed
  if (!counted || !total) { print "  FAILED no test was run"; failed += 1 }
  else if (bad && !failed) { print "  FAILED the run itself was broken off"; failed = 1 }
  print passed + 0, failed
}
