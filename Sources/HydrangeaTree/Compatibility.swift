/// The release of Hydra whose rules hold where two releases differ.
public enum Compatibility: String, Sendable, CaseIterable {
    /// Hydra 1.4 with OmegaConf 2.4: the default.
    case hydra1_4 = "1.4"
    /// Hydra 1.3 with OmegaConf 2.3, for which most public config trees were written.
    case hydra1_3 = "1.3"

    /// The release that is not this one.
    package var other: Compatibility { self == .hydra1_4 ? .hydra1_3 : .hydra1_4 }
}

// All differences between the two releases. Each says what 1.4 does with an example, and what 1.3 does instead.

// MARK: - Keys and values

extension Compatibility {
    /// `a\.b=1` and `${a\.b}` mean the key `a.b`. In 1.3 a key has no escapes, and the backslash is an error.
    package var keysHaveEscapes: Bool { self == .hydra1_4 }

    /// `a[0]=1` sets the first item of `a`. In 1.3 brackets in the key of an override are an error.
    package var keysHaveBrackets: Bool { self == .hydra1_4 }

    /// `a.1` reaches the key `1`, also if it is an integer. In 1.3 it reaches only the text `'1'`.
    package var pathsReachIntegerKeys: Bool { self == .hydra1_4 }

    /// `${a[-1]}` is the last item of `a`. In 1.3 there is no such item.
    package var indicesCountFromTheEnd: Bool { self == .hydra1_4 }

    /// `a: \???` is the text `???`. In 1.3 it is the text `\???`, and `???` is always a missing value.
    package var missingMarkerHasEscape: Bool { self == .hydra1_4 }

    /// `1: a` beside `'1': b` in one mapping is an error, because `x.1` could mean either. In 1.3 both are kept.
    package var lookalikeKeysAreErrors: Bool { self == .hydra1_4 }
}

// MARK: - YAML

extension Compatibility {
    /// `{<<: {a: 1, b: 2}, c: 3, a: 4}` has the keys `a`, `b`, `c`, only in 1.3: a merged key stands first, even if the
    /// mapping has the key itself. In 1.4 the order is `b`, `c`, `a`.
    package var mergedKeysComeFirst: Bool { self == .hydra1_3 }

    /// Aliases may repeat nodes up to a limit, which `OMEGACONF_MAX_YAML_EXPANDED_NODES` changes. 1.3 has no limit, and
    /// only what would exhaust the memory is refused.
    package var hasNodeLimit: Bool { self == .hydra1_4 }

    /// YAML is read as PyYAML's own scanner reads it, only in 1.3: a tab after `a:` and the list `[a?b]` are errors. In 1.4
    /// libyaml reads it.
    package var readsLikePyYAML: Bool { self == .hydra1_3 }

    /// YAML is printed as PyYAML's own emitter prints it, only in 1.3: `😀` stays. In 1.4 it is printed as libyaml does,
    /// which folds and escapes differently: `"\U0001F600"`.
    package var printsLikePyYAML: Bool { self == .hydra1_3 }
}

// MARK: - Overrides and sweeps

extension Compatibility {
    /// `extend_list(…)` and `json_str(…)` are functions of overrides. 1.3 does not have them.
    package var hasNewFunctions: Bool { self == .hydra1_4 }

    /// `int(tag(best,choice(1.5,2.5)))` keeps its tag, and `int(shuffle(…))` is shuffled. In 1.3 a cast drops both, and casts the
    /// bounds of a range instead of its values.
    package var castsKeepTags: Bool { self == .hydra1_4 }

    /// `sort(shuffle(3,1,2))` is sorted. In 1.3 its values are shuffled nevertheless, and a range is sorted by its bounds.
    package var sortingEndsShuffling: Bool { self == .hydra1_4 }

    /// `range(0,0.4,0.1)` has four values. In 1.3 binary steps are added up, which gives a fifth, `0.4`.
    package var rangesAreDecimal: Bool { self == .hydra1_4 }

    /// `a.b=1` follows `a: ${c}` and sets `c.b`. In 1.3 that is an error, because `a` is no mapping.
    package var overridesFollowInterpolations: Bool { self == .hydra1_4 }

    /// `~a` and `~a.0` delete whatever stands there. In 1.3 null, `???` and items of lists cannot be deleted, and
    /// `~a=null` means `~a`.
    package var deletionsReachAnyValue: Bool { self == .hydra1_4 }
}

// MARK: - Interpolations

extension Compatibility {
    /// `oc.coerce` and some other resolvers exist. 1.3 does not have them.
    package var hasNewResolvers: Bool { self == .hydra1_4 }

    /// A resolver may return `???`, only in 1.3, where it is a value like any other. In 1.4 that is an error.
    package var resultsMayBeMissing: Bool { self == .hydra1_3 }

    /// `${oc.select:....a,1}`, which goes above the root, is the default `1`. In 1.3 it is an error.
    package var selectsNothingAboveTheTop: Bool { self == .hydra1_4 }
}

// MARK: - Defaults lists

extension Compatibility {
    /// `- db: pg/small` is the option `small` of the group `db/pg`. In 1.3 it is the option `pg/small` of the group `db`.
    package var slashesInOptionsNameGroups: Bool { self == .hydra1_4 }

    /// `- oops db: pg`, and an entry that is both `optional` and `override`, are errors. In 1.3 unknown words are ignored,
    /// and every single space separates two words.
    package var unknownKeywordsAreErrors: Bool { self == .hydra1_4 }

    /// `- db: ../pg` leaves its group, only in 1.3. In 1.4 `..` and backslashes in an entry are errors.
    package var entriesMayLeaveTheirGroup: Bool { self == .hydra1_3 }

    /// `- db: _self_` names an option. In 1.3 that is an error.
    package var optionsMayBeSelf: Bool { self == .hydra1_4 }

    /// `@_group_.a` begins with the package of the group; elsewhere `_group_` is a name. In 1.3 it is replaced wherever it
    /// occurs.
    package var groupKeywordStartsPackage: Bool { self == .hydra1_4 }

    /// The `override` entry of an outer config wins over one of the configs that it includes, only in 1.3. In 1.4 the
    /// entries hold in the order in which the lists are walked.
    package var outerOverridesWin: Bool { self == .hydra1_3 }

    /// `- model: ${data}_net` is resolved when its own list ends, only in 1.3. In 1.4 it is resolved after all lists.
    package var interpolatedEntriesEndTheirList: Bool { self == .hydra1_3 }

    /// `+db=pg` is relative to the root of the search path. In 1.3 it is relative to the directory of the primary config.
    package var appendedGroupsAreRooted: Bool { self == .hydra1_4 }

    /// `~base` deletes the entry of the config `base` from the defaults list. In 1.3 only entries of groups are deleted.
    package var deletionsReachConfigs: Bool { self == .hydra1_4 }
}

// MARK: - The `hydra` node

extension Compatibility {
    /// `hydra.aliases` gives names to overrides. 1.3 does not have it.
    package var hasAliases: Bool { self == .hydra1_4 }

    /// `hydra.job.chdir` may be null, which is its default, only in 1.3. In 1.4 its default is false.
    package var chdirMayBeNull: Bool { self == .hydra1_3 }

    /// `hydra.job.override_dirname` is a call of a resolver. In 1.3 it is computed while composing.
    package var overrideDirnameIsResolved: Bool { self == .hydra1_4 }

    /// `hydra.mode` is read from the whole config, only in 1.3. In 1.4 it is read from the command line and the primary
    /// config.
    package var modeIsReadFromTheWholeConfig: Bool { self == .hydra1_3 }
}
