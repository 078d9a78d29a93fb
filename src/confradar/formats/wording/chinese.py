"""Chinese words of labels; they are found inside a run of characters, the longest first."""

from confradar.formats.wording.table import table

CHINESE = table(
    kinds={
        "abstract": "摘要|题目|论文注册|稿件注册",
        "paper": "论文|稿件|文章",
        "submission": "全文|投稿|截稿|提交|征稿|论文提交|论文投稿",
        "supplementary": "补充材料|附加材料|附录",
        "commitment": "承诺",
        "review_release": "评审意见公布|审稿意见公布",
        "rebuttal": "反驳|作者回复|作者反馈|答辩",
        "notification": "录用通知|录取通知|通知|录用|录用结果|结果|结果公布|审稿结果",
        "camera_ready": "终稿|最终稿|最终版|最终版本|定稿|终版",
        "early_registration": "早鸟|早鸟注册|优惠注册|提前注册",
        "registration": "注册|参会注册|会议注册|报名",
        "other": "撤稿|修改|评审|审稿|酒店|签证",
    },
    tracks={
        "demo": "演示|展示",
        "industry": "工业|产业|工业界",
        "tool": "工具",
        "poster": "海报|墙报",
        "short": "短文|短论文",
        "doctoral": "博士|博士论坛",
        "student": "学生",
        "artifact": "工件",
        "workshop": "研讨会|工作坊",
        "tutorial": "教程|讲习班",
        "special-session": "专题|特别专题",
    },
    proposals="提案|申请",
    main="长文|主会|正式|长论文",
    start="开放|开始|开启|开通|启动|起始",
    end="截止|结束|关闭|截至",
    extended="延期|延长|延期至|延长至|新",
    old="原|原定|原截止",
    rounds="轮|轮次|批",
    ordinals={1: "第一|首", 2: "第二", 3: "第三", 4: "第四"},
    joins="和|与|及",
    silent="日期|时间|时限|最后|的|会议|系统|重要|发布|公布|期限|日|作者|期",
)
