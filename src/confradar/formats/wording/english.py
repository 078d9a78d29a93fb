"""English words of labels. Phrases are in small letters, one space between words; a plural -s need not be listed."""

from confradar.formats.wording.table import table

ENGLISH = table(
    kinds={
        "abstract": "abstract|title|conflict registration",
        "paper": "paper|manuscript|article|full text|contribution",
        "submission": "submission|submit|submitted|cfp",
        "supplementary": "supplementary|supplement|supplemental|supplementary material|supplemental material|appendix",
        "commitment": "commitment|commit",
        "review_release": "review release|reviews release|reviews released|release of reviews|reviews available|reviews sent",
        "rebuttal": "rebuttal|discussion|author response|author feedback|response|responses",
        "notification": "notification|notify|notified|notified of acceptance|decision|result|acceptance|author notices",
        "camera_ready": """camera ready|cameraready|final version|final copy|final paper|final manuscript|final submission|final paper submission""",
        "early_registration": "early bird|earlybird|early registration",
        "registration": "registration|register",
        "aside": "award|competition|volunteer|hotel|visa|grant|art|festival",
        "other": """withdrawal|withdraw|revision|revised|resubmission|reviewer|review|video|slide|publication|retraction|desk reject|
            shepherding""",
    },
    tracks={
        "demo": "demo|demonstration|tool demo",
        "industry": "industry|industrial",
        "tool": "tool",
        "poster": "poster|poster only",
        "short": "short",
        "doctoral": "doctoral|doctoral symposium|doctoral consortium|phd|phd symposium|phd forum",
        "student": "student|student research|src",
        "journal-first": "journal first",
        "journal": "journal",
        "new-ideas": "new idea|nier|new ideas and emerging results|emerging results",
        "artifact": "artifact|artefact|artifact evaluation",
        "workshop": "workshop",
        "tutorial": "tutorial",
        "special-session": "special session",
        "late-breaking": "late breaking|late breaking result",
    },
    proposals="proposal|propose",
    main="full|long|regular|research|main|technical|full paper",
    start="open|opens|opening|begin|begins|beginning|start|starts|starting|opened",
    end="end|ends|close|closes|closing|closed|until",
    extended="extended|extension|new|updated|final extension",
    old="was|old|original|originally|previous|previously|formerly",
    rounds="round|cycle|wave",
    ordinals={1: "first|1st", 2: "second|2nd", 3: "third|3rd", 4: "fourth|4th", 5: "fifth|5th", 6: "sixth|6th"},
    joins="and|or",
    silent="""deadline|due|date|day|important|of|for|the|a|an|to|on|in|at|by|from|with|is|are|be|all|only|mandatory|optional|upload|author|
        accepted|accept|final|track|session|conference|period|phase|system|site|portal|electronic|online|via|openreview|easychair|
        hotcrp|cmt|arr|hard|strict|firm|tentative|tbd|tba|category|type|call|material|symposium|spring|summer|autumn|fall|winter|
        traditional|visa friendly|total|initial|preliminary|conditional|window|release|released|version""",
)
