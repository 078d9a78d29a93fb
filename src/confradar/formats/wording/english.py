"""English words of labels. Phrases are in small letters, one space between words; a plural -s need
not be listed."""

from confradar.formats.wording.language_table import table

ENGLISH = table(
    kinds={
        "abstract": """
            abstract|talk abstract|lightning talk abstract|presentation abstract|
            expression of interest|
            expressions of interest|title|metadata|submission form|submission form and conflict|
            conflict registration|intent to submit|intention to submit|letter of intent|
            contribution registration|abstract proposal|chapter proposal|paper proposal""",
        "paper": """
            paper|system description|description paper|system paper|manuscript|article|chapter|
            book chapter|full text|overview paper|task overview|overview|notebook|notebook paper|
            contribution|written communication|technical report|
            report due|reports due|system report|working note""",
        "submission": """
            reception of paper|reception of submission|submission|submision|submisson|submssion|
            submit|submitting|cfp|call for paper|call for submission|sending|receiving|delivery|
            delivering|handing in|hand in|transferring""",
        "supplementary": """
            source code|code submission|code and data|data and code|suppl|suppl material|
            supp material|additional material|supplementary|supplement|supplemental|
            supplementary material|supplemental material|supplementary video|supplemental video|
            video supplement|appendix|appendices""",
        "commitment": """
            commitment|commit|committed|committing|pre reviewed paper|pre reviewed submission|
            pre reviewed arr paper|arr reviewed paper|arr pre reviewed paper""",
        "review_release": """
            review feedback|reviewer feedback|review notification|reviews notification|
            notification of review|notification of reviews|review release|review result|
            reviews release|reviews released|release of reviews|review released|
            reviews available|reviews sent|reviews to author|reviews|feedback to author""",
        "rebuttal": """
            objection|objection and response|rebuttal|discussion|author response|
            author feedback|response|feedback|communication phase|communication period""",
        "notification": """
            notification|notication|notfication|notificaton|notifcation|notifiction|
            notifications of acceptence|acceptence|notify|notified|informed|hear back|decision|
            result|outcome|acceptance|author notice|acceptance notice|
            announcement of accepted paper|accepted paper announcement|announce accepted|
            announce accepted talk|announcement of accepted|announcement of accepted talk|
            accepted talks announced|announce acceptance|
            accepted papers announced|list of accepted paper|proposal announcement|
            list of accepted|publication of accepted paper|accepted papers list|
            accepted papers published|selected papers announced|selection|reply to author|
            communication of acceptance|communication of decision|communication to author|
            acceptance communicated|confirmation of acceptance|acceptance letter|hear from us|
            response to author|proposals announcement|accept reject|rejection notice|rejection""",
        "camera_ready": """
            reception of final paper|final delivery|proceeding version|proceedings version|
            cr copy|crc|camera ready copy|camera version|camera paper|camera copy|
            camera ready copies|definitive version|
            final corrected version|camera ready|cameraready|final version|final copy|
            final copies|final paper|final manuscript|final paper submission|
            final manuscript submission|final article|final article submission|
            final submission of accepted paper|final camera ready|final file|final file upload|
            final pdf|final upload|publication ready|print ready|final form|final proof|final text|
            final draft|final contribution|final revised version|final revised paper|
            final revised manuscript|revised final paper|revised final manuscript|source file|
            latex source|proceedings paper|corrected version|corrected paper|
            accepted paper submission|
            submission of accepted paper|upload of accepted paper|accepted paper upload|
            accepted papers due|accepted papers deadline""",
        "early_registration": """
            discounted registration|reduced fee|reduced rate|early payment|
            early pricing|early rate|early fee|early bird|earlybird|early registration|
            early attendee registration|early delegate registration|early author registration|
            early conference registration|
            advance registration|early registration fee|early registration payment|
            early bird fee|early bird rate|early bird payment|early bird registration|
            early bird registration fee|reduced registration|reduced registration fee|
            discounted registration fee""",
        "registration": """
            registration|register|registering|registration fee|registration fee payment|
            registration payment|payment of registration fee|payment of the registration fee|
            payment of fee|fee payment|payment|conference fee|author fee""",
        "attendance": """
            author registration|conference registration|presenter registration|
            participant registration|attendee registration|late registration|
            regular registration|standard registration|onsite registration|on site registration|
            register for the conference|register for the workshop|register for the event|
            register for the symposium|attend|attendance""",
        "aside": """
            presentation ready|printing|award|competition|volunteer|hotel|visa|grant|travel|
            travel support|scholarship|workshop day|tutorial day|social event|side event|
            reception|banquet|art|festival|gallery|video|slide|talk|panel|course|challenge|
            mentor|mentorship|mentoring|anonymity|presentation upload|presentation file|
            uploading presentation|
            uploading of presentation|upload of presentation|upload presentation|
            presentation submission|
            social media silence|test data|training data|development data|trial data|
            sample data|full data|system response|system output|system summary|system summaries|
            test input|blind test set|training set|development set|dev set|validation set|
            validation data|evaluation data|baseline|baseline system|baseline result|
            preliminary result|submission of result|result submission|results submission|
            data submission|submission of data|submission of annotation|submission of run|
            run submission|leaderboard|winner|data release|test set|evaluation period|
            evaluation phase|evaluation start|evaluation begins|
            evaluation end|evaluation ends|start of evaluation|end of evaluation|evaluation window|
            lightning talk|poster file|poster pdf|poster upload|upload poster|upload of poster|
            uploading poster|web page|webpage|fee|release of dataset|
            release of training|dev data|dataset release|datasets released|data released|
            material|fellowship|bursary|bursaries|stipend|subsidy|subsidies|funding|financial aid|
            financial assistance|financial support|childcare|child care|fact sheet|factsheet|
            prediction|ground truth|training dataset|test dataset|validation dataset|
            evaluation script|system submission|output submission|submit result|
            submitting result|submission of prediction|invitation letter|visa letter|
            accommodation|housing|handout|final program|final programme|
            preliminary program|preliminary programme|conference program|program announcement|
            program available|program published|cancellation|cancellation of registration|
            registration cancellation|refund|reservation|booking|exhibit|recording|
            test phase|testing phase|test end|test start|end of test|training phase|
            development phase|dev phase|practice phase|
            final phase|evaluation set|evaluation server|evaluation platform|competition platform|
            challenge platform|codalab|
            codabench|kaggle|gold standard|gold label|final presentation|program schedule|
            programme schedule|
            challenge website|competition website|task website|recorded talk|recorded video|
            prerecorded video|prerecorded talk|video preview|
            talks and slide|talks and summary slide|talk and slide|summary slide|
            results report|result report|
            sample data set|training data set|test data set|keynote|call for papers released|
            cfp released|cfp out|pc meeting|sponsor|
            exhibition|hackathon|contest|appy hour|real time live|frontier""",
        "other": """
            copyright registration|e copyright registration|withdrawal|withdraw|revision|
            revised|second version|resubmission|resubmit|resubmitted|publication|
            proceedings available|proceedings due|clarification|shepherded|shepherd|retraction|
            desk reject|desk rejection|desk rejection notification|desk reject notification|
            notification of desk rejection|notification of desk reject|desk rejection decision|
            shepherding|copyright transfer|revise and resubmit|update|
            upload and conflict|copyright|notice of intent|intent to participate|
            notice of intent to participate|intention to participate""",
        "reviewing": """
            area chair decision|area chair recommendation|meta reviews due|reviewer|
            reviews submitted|review submitted|notification to reviewer|
            notification of reviewer|
            review due|reviews from reviewer|reviewer assignment|review process|
            reviewing process|review period|reviewing period|review|reviewing|review deadline|
            reviews due|bidding""",
    },
    tracks={
        "ai": "ai track|ai paper track",
        "applied": """
            applied track|application track|application paper|applied research|
            applied data science""",
        "artifact": "artifact|artefact|artifact evaluation|artefact evaluation",
        "post-proceedings": """
            post proceeding|postproceeding|post symposium proceeding|post conference proceeding|
            post workshop proceeding|post event proceeding""",
        "challenge": """
            challenge paper|challenge track|competition paper|competition track|contest paper""",
        "case-study": "case study|case studies",
        "dataset": "dataset|datasets and benchmark|data and benchmark",
        "demo": "demo|demonstration|tool demo|tool demonstration|system demonstration|demo track",
        "doctoral": """
            doctoral|dc|doctoral symposium|doctoral consortium|phd|phd symposium|phd forum|
            doctoral track|phd track""",
        "early-accepted": "early accepted|early accept",
        "early": """
            phase 1|phase i|preliminary|initial|conditional|summary|first notification|
            first decision|early acceptance|early decision|early notification|early rejection|
            early reject""",
        "education": "education|educational|educator symposium|educators symposium",
        "encore": "encore",
        "experience": "experience|experience report",
        "extended-abstract": "extended abstract",
        "fast": "fast abstract|fast track",
        "industry": "industry|industrial|in practice|practice paper|practitioner",
        "journal": "journal",
        "journal-first": "journal first",
        "late-breaking": """
            late breaking|late breaking result|late breaking work|late breaking report|lbr|lbw""",
        "new-ideas": """
            new idea|nier|new ideas and emerging results|new ideas and emerging result|
            emerging result""",
        "position": "position",
        "publication": "publication track",
        "non-archival": "non archival|nonarchival",
        "poster": "poster|poster only",
        "reproducibility": "reproducibility|replication",
        "resource": "resource",
        "second": "second track|2nd track",
        "shared-task": "shared task|shared task system|system task",
        "short": "short",
        "special-issue": "special issue",
        "special-session": "special session|special track|invited session",
        "spotlight": "spotlight",
        "student": "student|student research|src|undergraduate",
        "survey": "survey",
        "tool": "tool",
        "tutorial": "tutorial",
        "vision": "vision track|vision paper|blue sky|blue sky idea|visions",
        "work-in-progress": "research in progress|work in progress|works in progress|wip",
        "workshop": "workshop|technical workshop|satellite|satellite event|satellite workshop",
    },
    proposals="proposal|propose|proposing|application|apply|nomination",
    full="full|long|regular|full paper|full length|full length paper",
    main="""
        research|main|academic|technical|proceeding|first track|1st track|conference track|
        conference paper""",
    start="""
        submissions accepted|opens|opening|begin|begins|beginning|start|starts|starting|
        opened|open for|open from""",
    open="open",
    end="end|ends|ending|close|closes|closing|closed|until|till|finish",
    due="deadline|due|cutoff|cut off|closing date|last day|last date|no later than",
    extended="""
        extended|extension|final extension|new deadline|new submission deadline|
        new abstract deadline|new paper deadline|new date|new due|updated|updated deadline|
        updated date|revised deadline|revised date|prolonged""",
    was="was",
    old="""
        old|original|originally|previous|previously|formerly|earlier|initial deadline|
        initial date""",
    rounds="round|cycle|wave|r|batch|batches|issue|quarter|q",
    ordinals={
        1: "first|1st|i|one",
        2: "second|2nd|ii|two",
        3: "third|3rd|iii|three",
        4: "fourth|4th|iv|four",
        5: "fifth|5th",
        6: "sixth|6th",
    },
    joins="and|or|as well as",
    period="period|window|phase",
    event="conference|symposium|event|edition|congress|meeting|main conference",
    cancelled="""
        cancelled|canceled|no edition|will be no event|will be no conference|
        will be no workshop|no longer held|not taking place|no longer takes place|called off|
        will not take place|does not take place|did not take place|not take place|
        taking no place|not held|not be held|not been held|not being held|not happen|
        not happening|not be organized|not be organised|suspended|discontinued|hiatus|on hiatus|
        merged into|merged with|merge into|merge with|merges into|merges with|merging into|
        merging with""",
    postponed="postponed|deferred|delayed|put off",
    negated="not|never|no longer|neither|nor",
    unsure="""
        may|might|could|would|can|if|unless|whether|in case|in case of|possibly|perhaps|
        last year""",
    remote="""
        online|virtual|virtually|virtual event|remote|remotely|in person|physical|onsite|
        on site|hybrid""",
    silent="""
        archival|co author|preliminary call|preliminary call for paper|recommended|selected|
        working group|procedure|guideline|instruction|actual|normal|arxiv|net|must|date|day|
        month|noon|midnight|pacific|eastern|hawaiian|anytime on earth|scientific|participant|
        delegate|early career|ieee|acm|springer|contributed|every|quarterly|rolling|volume|vol|b|
        c|d|important|key|
        of|for|the|a|
        an|to|on|in|at|by|
        from|is|are|be|all|only|this|both|other|another|any|each|new|per|mandatory|optional|
        required|upload|uploading|uploaded|author|accepted|accept|final|late|early|track|
        session|system|site|website|portal|server|platform|electronic|will|due to|because of|
        owing to|via|
        openreview|easychair|hotcrp|cmt|arr|rolling review|direct|directly|pre|reviewed|
        pre reviewed|meta|code|strict|firm|hard|soft|tentative|provisional|prospective|
        anticipated|approximate|tbd|tba|category|categories|type|call|spring|summer|autumn|fall|
        winter|monthly|annual|traditional|visa friendly|total|release|released|version|copy|
        file|pdf|document|open access|open source|open science|open review|open call|conflict|
        conflict of interest|local time|time|timezone|no extension|no further extension|
        without extension|anywhere on earth|double blind|single blind|anonymous|anonymized|page|
        word|invited|original research|item|candidate|receipt|received|complete|completed|
        accepting|sent|available|plenary|oral|presentation|submitted|via start|start system|
        if applicable|presenter|speaker|organizer|organiser|applicant|participating|team|copies|
        out|suggested|standard|note|please|encouraged|voluntary|issued|returned|
        necessary|about|regarding|requested|official|officially|same|general|who|which|that|
        latest|at the latest|has|have|been|reject|rejected|ready|check|draft|request|publicly|
        on line|last|maximum|back|
        subcommittee|choice|subject|area|
        keyword|collected|now|your|our|through|here|
        their|announced|announcement|expected|monday|tuesday|
        wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun""",
)
