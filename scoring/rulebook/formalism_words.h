// The words of the formalism guard (formalism.h): data. Titles are folded before they are compared:
// simplified script, small Latin letters, nothing between the characters. Lists are separated by “|”.
// Internal.
#pragma once

#include <string_view>

namespace anze {

// A word that speaks of traces by itself, save inside a phrase of another meaning (触点击穿), or where what
// it is done to makes it office work (转发上级文件).
struct TraceWord {
  std::string_view word;
  std::string_view phrases{};  // it is part of one of them: something else is meant
  std::string_view objects{};  // one follows, and nothing that counts traces: something else is meant
};

// Two words that speak of traces together: where it is done, and what is counted of it. Neither does alone: a
// platform may be a scaffold, and hours of training are the law's.
struct TracePair {
  std::string_view where;
  std::string_view counted;
  std::string_view phrases{};  // either word is part of one of them: something else is meant
  std::string_view cleared{};  // stands anywhere in the sentence: something else is measured
};

// How far an object, or the other word of a pair, may stand: characters in between.
inline constexpr std::size_t k_trace_reach = 12;

inline constexpr std::string_view k_office_papers =
    "文件|通知|通报|批示|指示|督办|预警|警示|公文|来函|函件|公函|电报|明电|意见|方案|办法|规定|决定";
// Whoever counts them counts traces, whatever is forwarded.
inline constexpr std::string_view k_trace_counts =
    "次数|数量|条数|篇数|转发量|转发率|转发数|朋友圈|推文|链接|短视频|微博|抖音";

inline constexpr TraceWord k_trace_words[] = {
    {"登录", "船舶登录|船员登录|渔船登录|登录手续|登录证"},
    {"打卡"},
    {"点击", "点击穿|点击发|点击打|点击碎"},
    {"点赞"},
    {"转发", "", k_office_papers},
    {"转载量"},
    {"转载数"},
    {"浏览量"},
    {"浏览数"},
    {"浏览次数"},
    {"阅读量"},
    {"阅读数"},
    {"阅读次数"},
    {"关注量"},
    {"关注数"},
    {"粉丝",
     "粉丝加工|粉丝生产|粉丝厂|粉丝企业|粉丝作坊|粉丝车间|粉丝公司|粉丝行业|粉丝制品|粉丝粉条|红薯粉丝|"
     "绿豆粉丝|龙口粉丝"},
    {"评论数"},
    {"评论量"},
    {"下载量"},
    {"下载次数"},
    {"截图"},
    {"截屏"},
    {"拍照"},
    {"照片", "照片洗印|照片冲印|照片冲洗|照片扩印"},
    {"相片"},
    {"自拍", "自拍卖"},
    {"留痕", "留痕迹|遗留痕"},
    {"在线时长"},
    {"日活", "假日活|节日活|每日活|日活动"},
    {"月活", "每月活|月活动"},
    {"播放量"},
    {"播放次数"},
    {"观看量"},
    {"观看次数"},
    {"访问量"},
    {"签到", "签到处|签到台"},
    {"签退"},
    {"扫码次数"},
    {"扫码率"},
    {"扫码数"},
    {"朋友圈"},
    {"接龙"},
    {"答题"},
};

inline constexpr std::string_view k_online =
    "平台|系统|app|公众号|服务号|订阅号|小程序|客户端|学习强国|微信|钉钉|网站|网页|网上|线上|抖音|快手|微博|"
    "视频号|"
    "朋友圈|账号|移动端|手机端";
inline constexpr std::string_view k_scaffolds =
    "操作平台|作业平台|卸料平台|施工平台|检修平台|升降平台|海上平台|钻井平台|采油平台|平台积水|平台积雪|"
    "平台积油";

inline constexpr TracePair k_trace_pairs[] = {
    {k_online,
     "积分|活跃|上线率|使用率|注册率|注册数|注册人数|安装率|激活率|激活数|关注|阅读|浏览|点阅|投票|粉丝|"
     "在线人数|"
     "发布数|发布条数|发布篇数|填报数|填报量|填报率|录入|作品数|条数|篇数",
     k_scaffolds, "车辆|客车|货车|两客一危|船舶|渔船|卫星定位|定位装置|监测|传感|探测器|违法"},
    {"app|小程序|客户端|公众号", "安装|下载|注册|使用"},
    {"上传|拍摄|发送|报送|留存", "图片|照片|影像|短视频|视频|现场图|画面",
     "视频监控|视频会议|视频信号|影像资料馆"},
    {"微信群|工作群|qq群|钉钉群|群聊|群内|群里|群消息", "回复|收到|接龙|发言|点名|响应"},
    {"动态|推文|视频|图文|作品|帖文|美篇", "条数|篇数|数量|作品数|发布数|更新数",
     "动态监控|动态监测|动态管控|动态管理|视频监控"},
    {"台账|档案|资料|迎检|笔记|会议记录|检查记录", "厚度|页数|册数|盒数|本数|字数|篇幅"},
    {"录入|填报", "条数|数量|录入率|录入量|填报率|填报量", "录入数据"},
    {"学习|网课|课程|课件|线上培训", "时长|积分", "学习时长不足规定学时"},
    {"学习心得|心得体会|学习笔记", "篇数|字数|份数"},
    {"抖音|快手|视频号|公众号|微博|直播", "作品|观看|人次|推文数|粉丝"},
};

// Characters of the traditional script in the words above, each followed by its simplified one.
inline constexpr std::string_view k_simplified =
    "錄录點点擊击轉转發发載载瀏浏覽览閱阅讀读關关註注絲丝評评論论數数圖图時时長长線线網网贊赞讚赞條条帳账賬账"
    "臺台"
    "簽签報报動动態态學学習习積积觀观視视頻频號号終终復复獲获進进衝冲傳传資资檔档頁页冊册筆笔記记會会議议儲储"
    "滿满"
    "測测應应導导屏屏題题龍龙訪访問问";

}  // namespace anze
