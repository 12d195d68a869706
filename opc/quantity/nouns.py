"""What figure phrases count, and the harmless rest of them: what is done with a figure, which changes nothing in it.

A word of denial, decrease or lack (未, 不, 没, 无, 减少, 缺 …) never comes in here, nor one that makes a stock a flow
(新增). Words are parted by blanks; a _ stands for the blank in a word. The first three nouns of a row are our own:
Chinese, English for one, English for many.
"""


def listed(words: str) -> tuple[str, ...]:
    """The words of a list, each with its blanks."""
    return tuple(word.replace("_", " ") for word in words.split())


def _set(words: str) -> frozenset[str]:
    return frozenset(listed(words))


# Nouns with no unit of their own. Behind another noun they are what is counted: 人才举措 are no persons.
_THINGS = "举措 措施 政策 活动 公寓"
# Where others may move in. Unlike 岗位 or 智能体, 家 counts them too.
_PLACES = "空间 载体 办公空间 物理空间 创业空间 园区 孵化器 孵化基地 公寓"

NOUNS: dict[str | None, str] = {
    "team": """
        团队 company companies 企业 公司 一人公司 主体 机构 创业方 初创企业 初创公司 初创团队 创业企业 创业公司 创业团队
        人工智能企业 科技企业 科技型企业 科技型中小企业 中小企业 小微企业 小微 高新技术企业 opc(一人公司) 一人公司(opc)
        市场主体 经营主体 个体工商户 个体户 上市公司 独角兽企业 专精特新企业
        team teams startup startups start-up start-ups opcs one-person_company one-person_companies
        enterprise enterprises firm firms
    """,
    "person": """
        人 person people 名 位 创业者 创造者 开发者 人才 企业家 大学生 高校毕业生 毕业生 博士 硕士 青年
        青年人才 创新人才 高层次人才 人工智能人才 innovators entrepreneurs founders developers
    """,
    "community": "社区 community communities 一人公司社区 创业社区",
    "desk": "工位 desk desks workstation workstations",
    "project": "项目 project projects",
    "scenario": "场景 scenario scenarios 应用场景",
    "unit": "套 unit units",
    "room": "间 room rooms 办公室",
    "city": "城市 city cities 城",
    "bank": "银行 bank banks",
    None: f"{_PLACES} {_THINGS} 高校 岗位 就业岗位 智能体 大模型 jobs",
}
NAMES = "ai ai+ opc opc- ai+opc"

BEFORE = """
    已 已有 现有 现已 共有 拥有 拟 达 达到 达到了 已达 已达到 共 共计 合计 累计 总计 总 总数 数量 总规模 规模
    总额 总额度 额度 年内 远期 未来 今后 争取 力争 计划 目标 预计 有望 目前 截至目前 用 为 占 占比
    提高到 提升到 提升至 增至 增加到 扩大到 实现 全国 全省 全市 全区 全县
    面积 总面积 建筑面积 总建筑面积 占地 占地面积 规划 规划面积 办公面积 使用面积 运营面积 运营
    入驻 入驻率 出租率 使用率 培育 孵化 引育 引进 吸引 集聚 聚集 汇聚 落户 落地 建 建成 建设 签约 注册 成立
    提供 可提供 可容纳 设有 将打造 将建 将建成 服务 开放 发布 设立 安排 超级个体
    助力 先行 打造 带动 带动就业 撬动 募集 财政 认缴 发放 投入 获 获得 可获 可获得 可申请 申请 可享 享 给予 按 补
    补贴 补助 奖 奖励 资助 支持 比例 一次性 贴息 贴息比例 利率 年利率 租金 房租 打 价值
    免费 免住 免租 免租金 免房租 免租期 免费使用 免费入住 免费住 租期 为期 期限 连续
    概念验证 资金池 算力 智能算力 算力券 模型券 语料券 数据券 创新券
    基金 种子基金 天使基金 产业基金 引导基金 子基金 母基金 基金规模 资金 专项资金 总投资 总投资额 投资 投资额
    社会投资 社会资本 融资 融资额 授信 授信额度 贷款 信用贷款 注册资本 产值 营收
    total of for a_total_of a_total_area_of total_area_of an_area_of rent-free_for rent_free_for free_rent_for
    subsidy_of a_subsidy_of subsidies_of grant_of a_grant_of grants_of
"""
# What is given, in money or in kind. Behind a noun it is what the figure speaks of: 50万人才补贴, 10项人才补贴.
_GIVEN = """
    抵扣 贴息 全额 优惠 融资 风险补偿 股权 投资 直投 低息贷 贷款 信用贷款 授信 奖励 一次性 一次性奖励 补助 支持 资助
    补贴 扶持 租金补贴 房租补贴 基金 产业基金 天使基金 种子基金 引导基金 专项资金 子基金群 算力 智能算力 算力券 模型券
    语料券 数据券 创新券 礼包 fund in_subsidies in_grants in_funding
"""
AFTER = f"""
    入驻 申报 孵化 免费 免租 免租金 免房租 免费租 免费住 免费入住 免费住宿 免费使用 全免 规模 (含) 标杆 特色 大关 真实
    独立 共享 标准化 创业 的 超级个体 rent-free of_space of_office_space of_free_rent
    {_GIVEN}
"""

PLACES, THINGS, GIVEN = _set(_PLACES), _set(_THINGS), _set(_GIVEN)
# Words that may stand between a noun and the figure that counts it: 企业总数达100家, but not 社区入驻100家.
QUIET = _set("达 达到 达到了 已达 已达到 共 共计 合计 总计 总数 数量 为")
# Between a place and 家 they say that the teams in it are counted: 社区入驻10家 …
HOUSING = _set("入驻 孵化 引进 吸引 集聚 聚集 汇聚")
# … and with these, what is no place does so itself: 银行入驻10家.
SETTLING = _set("入驻 集聚 聚集 汇聚")
# Before a place they say that something moved into it.
MOVING = _set("入驻 落户 落地")
# What a figure may be held against, right behind 超过 or 低于: 超目标20% is no share above 20 %.
COMPARED = _set("""
    全国 全省 全市 全区 全县 计划 目标 规划 规划面积 预计 占比 比例 利率 年利率 租金 房租 价值 规模 总规模 总额 总额度
    额度 总数 数量 面积 总面积 建筑面积 总建筑面积 占地面积 办公面积 使用面积 运营面积 入驻率 出租率 使用率 产值 营收
    注册资本 补贴 补助 奖 奖励 资助 支持 基金 基金规模 资金 专项资金 总投资 总投资额 投资 投资额 融资 融资额 授信
    授信额度 贷款 财政
""")
# What 每个 and its noun may have between them: 每个入驻团队.
ATTRIBUTES = _set("入驻 注册 签约 落户 落地 孵化 培育")
# What may stand between a bare number and its noun: 1000特色社区, but not 50万奖励社区.
ATTRIBUTIVE = _set("入驻 孵化 特色 标杆 真实 独立 共享 标准化 创业 (含)")
# With these a large number may be money: 补贴50万企业. But 补贴10万人 is plain, since 人 stands as close as 个 does.
GIVING = _set("奖 奖励 补 补贴 补助 资助 给予 发放 投入 获 获得 可获 可获得 可申请 可享 享 投资 融资 贷款")
CLOSE = _set("人 名 位 套 间 城")
# With these a number of years is none of the calendar: 租期26年.
LASTING = _set("免费 免住 免租 免租金 免房租 免租期 免费使用 免费入住 免费住 免费租 免费住宿 租期 为期 连续")
# What may stand before the years of a goal: 计划3年培育500家.
HORIZON_LEADS = _set("计划 目标 拟 力争 争取 未来 今后 预计 有望 用")
# What 家 would count as institutions and not as teams: 基金10家, 100家基金.
MONEY = _set("""
    基金 种子基金 天使基金 产业基金 引导基金 子基金 母基金 基金规模 资金 专项资金 总投资 总投资额 投资额 融资额 授信
    授信额度 贷款 信用贷款 注册资本 产值 营收 社会投资 社会资本 子基金群 fund
""")
