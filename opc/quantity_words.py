"""The harmless rest of a figure phrase: what is done with the figure, which changes nothing in it.

A word of denial, decrease or lack (未, 不, 没, 无, 减少, 缺 …) never comes in here, nor one that makes a stock a flow
(新增).
"""

NAMES = "ai ai+ opc opc- ai+opc"

BEFORE = """
    已 已有 现有 共有 拟 达 达到 已达 已达到 共 共计 合计 累计 总计 总 总数 总规模 规模 总额 总额度 额度
    年内 远期 力争 计划 目标 面积 总面积 建筑面积 总建筑面积 占地 占地面积
    入驻 入驻率 培育 孵化 引育 引进 吸引 集聚 聚集 汇聚 落户 落地 建 建成 建设 签约 注册 成立
    助力 先行 打造 带动就业 认缴 发放 投入 可获 可享 给予 补 补贴 补助
    奖 奖励 资助 支持 比例 一次性 免费 免住 概念验证 资金池 算力券 of total
"""
AFTER = """
    入驻 申报 孵化 免费 免租 免费租 免费住 全免 抵扣 贴息 全额 规模 融资 风险补偿 股权 投资 直投 低息贷
    基金 产业基金 天使基金 子基金群 标杆 特色 大关 真实 独立 共享 标准化 创业 礼包 举措 公寓 算力券 资助 补贴 扶持
"""

# Words that may stand between a noun and the figure that counts it: 企业总数达100家, but not 社区入驻100家.
QUIET = "达 达到 已达 已达到 共 共计 合计 总计 总数"
# Between a place and 家 they say that the teams in it are counted: 社区入驻10家.
HOUSING = "入驻 孵化 引进 吸引 集聚 聚集 汇聚"
# What 每个 and its noun may have between them: 每个入驻团队.
ATTRIBUTES = "入驻 注册 签约 落户 落地 孵化 培育"
# What may stand before the years of a goal: 计划3年培育500家.
HORIZON_LEADS = "计划 目标 拟 力争"
