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
_THINGS = "举措 措施 政策措施 政策 行动 活动 对接活动 路演 专利 发明专利 公寓"
# Where others may move in. Unlike 岗位 or 智能体, 家 counts them too.
_PLACES = """
    空间 载体 办公空间 物理空间 创业空间 众创空间 园区 产业园区 产业园 孵化器 科技企业孵化器 加速器 孵化基地
    创业孵化基地
    孵化载体 创业载体 创新载体 服务站 服务站点 公寓 incubators incubator
"""

NOUNS: dict[str | None, str] = {
    "team": """
        团队 company companies 企业 公司 一人公司 主体 机构 创业方 初创企业 初创公司 初创团队 创业企业 创业公司 创业团队
        人工智能企业 科技企业 科技型企业 科技型中小企业 中小企业 小微企业 小微 高新技术企业 opc(一人公司) 一人公司(opc)
        市场主体 经营主体 个体工商户 个体户 上市公司 独角兽企业 专精特新企业 瞪羚企业 链主企业 龙头企业 头部企业
        科创企业 科技创新企业 中小微企业 规上企业 规模以上企业 服务机构 投资机构
        team teams startup startups start-up start-ups opcs one-person_company one-person_companies
        enterprise enterprises firm firms business businesses smes small_and_medium-sized_enterprises
        one-person_firms one-person_businesses
    """,
    "person": """
        人 person people 名 位 创业者 创造者 开发者 人才 企业家 大学生 高校毕业生 毕业生 博士 硕士 青年
        青年人才 创新人才 高层次人才 人工智能人才 数字人才 科技人才 创客 导师 创业导师 专家 从业者 从业人员 创业大学生
        留学生 留学人员 创业青年 innovators entrepreneurs founders developers solopreneurs professionals talents
        graduates college_graduates students university_students
    """,
    "community": "社区 community communities 一人公司社区 创业社区",
    "desk": "工位 desk desks workstation workstations 办公桌 卡座",
    "project": "项目 project projects",
    "scenario": "场景 scenario scenarios 应用场景 application_scenarios",
    "unit": "套 unit units",
    "room": "间 room rooms 办公室 会议室 offices",
    "city": "城市 city cities 城",
    "bank": "银行 bank banks 银行机构",
    None: f"""
        {_PLACES} {_THINGS} 高校 科研院所 岗位 就业岗位 智能体 大模型
        jobs industrial_parks parks universities measures policies events
    """,
}
NAMES = "ai ai+ opc opc- ai+opc 人工智能 artificial_intelligence tech high-tech solo young individual"

BEFORE = """
    有 完成 聚集了 集聚了 汇聚了 吸引了 培育了 孵化了 可入驻 可同时容纳 利用率 满租率
    生活补贴 住房补贴 租房补贴 股权投资
    已 已有 现有 现已 共有 拥有 拟 达 达到 达到了 已达 已达到 共 共计 合计 累计 总计 总 总数 数量 总规模 规模
    总额 总额度 额度 年内 远期 未来 今后 争取 力争 计划 目标 预计 有望 目前 截至目前 用 为 占 占比
    提高到 提高至 提升到 提升至 增至 增长到 增加到 增加至 扩大到 实现 全国 全省 全市 全区 全县 市级 省级 国家级 各类
    总量
    面积 总面积 建筑面积 总建筑面积 建面 总建面 占地 占地面积 规划 规划面积 办公面积 使用面积 实用面积 场地面积 启用面积
    运营面积 运营 办公场地
    入驻 入驻率 出租率 空置率 使用率 培育 孵化 引育 引进 招引 吸引 集聚 聚集 汇聚 落户 落地 建 建成 建设 签约 注册 成立
    提供 可提供 可容纳 设有 将打造 将建 将建成 服务 开放 发布 设立 组建 安排 超级个体 特色 独立 壮大 扶持
    在孵 在营 在建 储备 备案 认定 遴选 评选 授牌 挂牌 布局 投用 启用 覆盖 举办 参赛 现场 培训 毕业 返乡 吸纳就业
    人数 总人数 就业人数 从业人数 参与人数 其中
    助力 先行 打造 带动 带动就业 撬动 募集 财政 认缴 出资 发放 投入 获 获得 可获 可获得 可申请 申请 可享 享 享受
    给予 按 按照 补
    补贴 创业补贴 补助 奖 奖励 资助 支持 比例 一次性 贴息 贴息比例 利率 年利率 租金 房租 工位费 打 价值
    免费 免住 免租 免租金 免房租 免租期 免费使用 免费入住 免费住 租期 为期 期限 有效期 连续
    概念验证 资金池 算力 智能算力 算力券 模型券 语料券 数据券 创新券
    基金 种子基金 天使基金 产业基金 引导基金 子基金 母基金 基金规模 资金 专项资金 总投资 总投资额 投资 投资额
    专项基金 社会投资 社会资本 融资 融资额 授信 授信额度 贷款 信用贷款 创业贷款 担保贷款 创业担保贷款 贷款余额
    注册资本 产值 营收 营业收入 销售额 税收 产业规模 核心产业规模
    the total of for a_total_of a_total_area_of total_area_of an_area_of a_floor_area_of floor_area_of
    a_total_floor_area_of total_floor_area_of covering covers covers_an_area_of covering_an_area_of
    rent-free_for rent_free_for free_rent_for free_office_space_for occupancy_rate_of an_occupancy_rate_of
    target_of a_target_of home_to attract attracted host hosts hosting support incubate incubated cultivate gather build
    registered_capital_of computing_power_of
    subsidy_of a_subsidy_of subsidies_of grant_of a_grant_of grants_of reward_of a_reward_of rewards_of
    fund_of a_fund_of loan_of a_loan_of loans_of
"""
# What is given, in money or in kind. Behind a noun it is what the figure speaks of: 50万人才补贴, 10项人才补贴.
_GIVEN = """
    资金支持 生活补贴 住房补贴 租房补贴 抵扣 贴息 全额 优惠 融资 风险补偿 股权 投资 直投 低息贷 贷款 信用贷款 授信
    奖励 一次性 一次性奖励 补助 支持 资助
    补贴 创业补贴 扶持 租金补贴 房租补贴 基金 产业基金 天使基金 种子基金 引导基金 专项基金 子基金 母基金 专项资金
    子基金群
    创业贷款 担保贷款 创业担保贷款 算力 智能算力 算力券 模型券 语料券 数据券 创新券 礼包
    fund in_subsidies in_grants in_funding in_computing_vouchers
"""
AFTER = f"""
    入驻 申报 孵化 在孵 在建 备案 参赛 签约 签约入驻 现场签约 落地 授牌 市级 省级 国家级 给予 免费 免租 免租金
    免房租 免租期 免费租 免费住
    免费入住 免费住宿 免费使用 全免 规模 (含) 标杆 特色 大关 真实 独立 共享 标准化 创业 的 超级个体 办公场地
    rent-free rent-free_period period free shared policy registered in_total
    space of_space of_office_space of_free_office_space of_free_rent of_computing_power
    {_GIVEN}
"""

PLACES, THINGS, GIVEN = _set(_PLACES), _set(_THINGS), _set(_GIVEN)
# Words that may stand between a noun and the figure that counts it: 企业总数达100家, but not 社区入驻100家.
QUIET = _set("达 达到 达到了 已达 已达到 共 共计 合计 总计 总数 总量 数量 为")
# Between a place and 家 they say that the teams in it are counted: 社区入驻10家 …
HOUSING = _set("入驻 可入驻 孵化 引进 吸引 吸引了 集聚 聚集 汇聚 集聚了 聚集了 汇聚了")
# … and with these, what is no place does so itself: 银行入驻10家.
SETTLING = _set("入驻 集聚 聚集 汇聚 集聚了 聚集了 汇聚了")
# Before a place they say that something moved into it.
MOVING = _set("入驻 落户 落地")
# What a figure may be held against, right behind 超过 or 低于: 超目标20% is no share above 20 %.
COMPARED = _set("""
    利用率 满租率 生活补贴 住房补贴 租房补贴 股权投资
    全国 全省 全市 全区 全县 计划 目标 规划 规划面积 预计 占比 比例 利率 年利率 租金 房租 价值 规模 总规模 总额 总额度
    额度 总数 总量 数量 面积 总面积 建筑面积 总建筑面积 建面 总建面 占地面积 办公面积 使用面积 实用面积 场地面积
    启用面积
    运营面积 入驻率 出租率 空置率 使用率 产值 营收 营业收入 销售额 税收 产业规模 核心产业规模 贷款余额 工位费
    注册资本 补贴 创业补贴 补助 奖 奖励 资助 支持 基金 基金规模 资金 专项资金 总投资 总投资额 投资 投资额 融资
    融资额 授信
    授信额度 贷款 财政
""")
# What 每个 and its noun may have between them: 每个入驻团队.
ATTRIBUTES = _set("入驻 注册 签约 落户 落地 孵化 培育")
# What may stand between a bare number and its noun: 1000特色社区, but not 50万奖励社区.
ATTRIBUTIVE = _set("入驻 孵化 特色 标杆 真实 独立 共享 标准化 创业 市级 省级 国家级 (含) free shared policy registered")
# With these a large number may be money: 补贴50万企业. But 补贴10万人 is plain, since 人 stands as close as 个 does.
GIVING = _set("""
    奖 奖励 补 补贴 创业补贴 生活补贴 住房补贴 租房补贴 股权投资 补助 资助 扶持 给予 发放 投入 出资 获 获得 可获
    可获得 可申请 可享 享 享受 投资 融资 贷款
    创业贷款 担保贷款 创业担保贷款
""")
CLOSE = _set("人 名 位 套 间 城")
# With these a number of years is none of the calendar: 租期26年.
LASTING = _set("免费 免住 免租 免租金 免房租 免租期 免费使用 免费入住 免费住 免费租 免费住宿 租期 为期 有效期 连续")
# What may stand before the years of a goal: 计划3年培育500家.
HORIZON_LEADS = _set("计划 目标 拟 力争 争取 未来 今后 预计 有望 用")
# What 家 would count as institutions and not as teams: 基金10家, 100家基金.
MONEY = _set("""
    基金 种子基金 天使基金 产业基金 引导基金 子基金 母基金 基金规模 资金 专项资金 总投资 总投资额 投资额 融资额 授信
    授信额度 贷款 信用贷款 创业贷款 担保贷款 创业担保贷款 贷款余额 注册资本 产值 营收 营业收入 销售额 税收 社会投资
    社会资本 专项基金 子基金群 fund fund_of a_fund_of loan_of a_loan_of loans_of registered_capital_of
""")
