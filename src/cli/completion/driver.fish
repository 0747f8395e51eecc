# A command, and how many of its arguments stand before or more than that, in; whether the cursor is there out.
function __approve_run_at -a path first more
    set -l at
    set -l count 0
    set -l waiting
    for word in (commandline -opc)[2..-1]
        if test -n "$waiting"
            set waiting
        else if string match -q -- '-*' $word
            __approve_run_takes $at $word; and set waiting 1
        else if test $count -eq 0; and __approve_run_is_command $at $word
            set -a at $word
        else
            set count (math $count + 1)
        end
    end
    test "$at" = "$path"; or return
    test -z "$first"; or test $count -eq $first; or test -n "$more" -a $count -gt $first
end

# What an option or argument takes in; what may stand at the cursor out. Nothing that was typed is evaluated.
function __approve_run_values -a id list others
    set -l typed (commandline -ct | string replace -r -- '^--[^=]*=' '')
    set -l head
    if test $list = list; and string match -q -- '*,*' "$typed"
        set head (string match -r -- '.*,' $typed)
        set typed (string replace -r -- '.*,' '' $typed)
        test $others = files; and set others nothing
    end
    set -l words (__approve_run_words $id)
    for word in (string match -r -- '^[^\t]*:(?=\t)' $words)
        if test "$word" = (string sub -l (string length -- $word) -- "$typed")
            set head $word
            set typed (string sub -s (math (string length -- $word) + 1) -- "$typed")
            set words
            set others files
        end
    end
    if set -q words[1]
        printf '%s\n' "$head"$words
        contains -- "$typed" (string sub -l (string length -- "$typed") -- $words); and return
    end
    switch $others
        case files
            __approve_run_paths "$head" "$typed" $argv[4..-1]
        case folders
            __approve_run_paths "$head" "$typed" /
        case variables
            printf '%s\n' "$head"(set -nx)
    end
end

# Files with one of the endings, and folders to go on in; where there are none, any file.
function __approve_run_paths -a head typed
    set -l found (complete -C "__fish_command_without_completions $typed" | string replace -r '\t.*' '')
    set -l fit $found
    if set -q argv[3]; and test $argv[3] = /
        set fit (string match -- '*/' $found)
    else if set -q argv[3]
        set fit (string match -r -- '.*\.(?:'(string join '|' $argv[3..-1])')$|.*/$' $found)
        set -q fit[1]; or set fit $found
    end
    set -q fit[1]; and printf '%s\n' "$head"$fit
end
