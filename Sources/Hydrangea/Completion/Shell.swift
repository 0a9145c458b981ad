/// A shell, with the script that makes it complete a program's command line: `eval "$(train -sc install=bash)"`.
enum Shell: String, CaseIterable {
    case bash, zsh, fish

    /// The values of `--shell-completion` that users type.
    static let requests = allCases.flatMap { ["install=\($0.rawValue)", "uninstall=\($0.rawValue)"] }

    /// The script that makes the shell call the program at each Tab press.
    func installation(of program: String) -> String {
        let name = Self.identifier(program)
        return switch self {
        case .bash: Self.bashScript(program, name)
        case .zsh: Self.zshScript(program, name)
        case .fish: Self.fishScript(program, name)
        }
    }

    /// The script that undoes the installation.
    func removal(of program: String) -> String {
        let name = Self.identifier(program)
        return switch self {
        case .bash: "complete -r '\(program)' 2>/dev/null; unset -f _hydrangea_\(name)\n"
        case .zsh: "compdef -d '\(program)' 2>/dev/null; unfunction _hydrangea_\(name) 2>/dev/null\n"
        case .fish: "complete -e -c '\(program)'; functions -e _hydrangea_\(name)\n"
        }
    }

    /// The command that a user types to install or remove the completion.
    func command(of program: String, to verb: String) -> String {
        self == .fish ? "\(program) -sc \(verb)=fish | source" : "eval \"$(\(program) -sc \(verb)=\(rawValue))\""
    }

    /// The program's name with `_` for each character that a shell function's name must not have.
    private static func identifier(_ program: String) -> String {
        String(
            program.unicodeScalars.map {
                $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil) ? Character($0) : "_"
            })
    }

    // Each script asks for lines with one candidate each, as whole words without quotes. It adds a space after a
    // complete word. A word that ends with one of `=./@` is not complete.

    /// Bash also breaks words at `=` and `:`, and replaces only the text after the last break. The script therefore
    /// removes the text before it from each candidate.
    private static func bashScript(_ program: String, _ name: String) -> String {
        #"""
        _hydrangea_\#(name)() {
            local line="${COMP_LINE:0:COMP_POINT}" word before candidate quoted=""
            word="${line##*[[:space:]]}"
            before="$word"
            case "$word" in [\"\']*) before="" quoted=1 ;; esac
            while [ -n "$before" ] && [[ "$COMP_WORDBREAKS" != *"${before: -1}"* ]]; do before="${before%?}"; done
            COMPREPLY=()
            while IFS= read -r candidate; do
                [ -n "$candidate" ] || continue
                candidate="${candidate#"$before"}"
                if [ -z "$quoted" ]; then
                    [[ "$candidate" == *[\ \'\"\\\$\&\;\|\<\>\(\)\*\?\!\`]* ]] && printf -v candidate %q "$candidate"
                    [[ "$candidate" == *[=./@] ]] || candidate="$candidate "
                fi
                COMPREPLY+=("$candidate")
            done < <(COMP_LINE="$line" COMP_POINT="" "${1/#\~\//$HOME/}" -sc query=lines 2>/dev/null)
        }
        complete -o nospace -F _hydrangea_\#(name) '\#(program)'

        """#
    }

    private static func zshScript(_ program: String, _ name: String) -> String {
        #"""
        _hydrangea_\#(name)() {
            local -a open closed added
            local candidate
            for candidate in "${(@f)$(COMP_LINE="$LBUFFER" COMP_POINT= "${words[1]/#\~\//$HOME/}" -sc query=lines 2>/dev/null)}"; do
                case "$candidate" in
                    '') ;;
                    +*) if [[ "$PREFIX" == +* || -z "$PREFIX" ]]; then open+=("$candidate"); else added+=("$candidate"); fi ;;
                    *[=./@]) open+=("$candidate") ;;
                    *) closed+=("$candidate") ;;
                esac
            done
            (( $#open )) && compadd -S '' -- "${open[@]}"
            (( $#closed )) && compadd -- "${closed[@]}"
            (( $#added )) && compadd -U -S '' -- "${added[@]}"
            (( $#open + $#closed + $#added ))
        }
        (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -u }
        compdef _hydrangea_\#(name) '\#(program)'

        """#
    }

    private static func fishScript(_ program: String, _ name: String) -> String {
        #"""
        function _hydrangea_\#(name)
            set -l words (commandline -cpo)
            set -lx COMP_LINE (commandline -cp | string collect)
            set -lx COMP_POINT
            eval $words[1] -sc query=lines 2>/dev/null
        end
        complete -c '\#(program)' -f -a '(_hydrangea_\#(name))'

        """#
    }
}
