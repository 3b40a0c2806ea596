// Sentences of a client guide in its eighteen languages, for tests of what must hold in each.
#pragma once

#include <array>
#include <string_view>

struct Sample {
    std::string_view language, text;
};

// clang-format off
inline constexpr std::array samples = std::to_array<Sample>({
    {"en-US",
     "This guide tells you what chronic back pain is, how massage may help, and how to stay safe. It shows what a session is like and what you can do at home. "
     "Keep it, write in it, and bring it with you."},
    {"en-US",
     "A massage therapist can feel a tight muscle but cannot tell you the medical cause. Please ask your doctor for that."},
    {"en-US",
     "Pace yourself. Cut big jobs into small ones, with rest in between. Try not to do it all on a good day."},
    {"es",
     "Esta guía le explica qué es el dolor crónico de espalda, cómo puede ayudar el masaje y qué tener en cuenta para su seguridad. Muestra cómo es una "
     "sesión y qué puede hacer en casa. Consérvela, escriba en ella y tráigala cuando venga."},
    {"es",
     "Quien da masajes puede notar un músculo tenso, pero no puede decirle cuál es la causa médica. Para eso, pregunte por favor a su médico."},
    {"es",
     "Dosifique sus fuerzas. Divida las tareas grandes en otras pequeñas, con descansos entre ellas. Procure no hacerlo todo en un día bueno."},
    {"fr",
     "Ce guide vous explique ce qu’est le mal de dos chronique, en quoi le massage peut aider et comment éviter les risques. Il montre comment se passe une "
     "séance et ce que vous pouvez faire à la maison. Gardez-le, écrivez dedans et apportez-le à vos séances."},
    {"fr",
     "Un ou une massothérapeute peut sentir qu’un muscle est tendu, mais ne peut pas vous indiquer la cause médicale. Pour cela, adressez-vous à votre médecin."},
    {"fr",
     "Ménagez vos forces. Découpez les grosses tâches en petites, avec du repos entre les deux. Essayez de ne pas tout faire un jour où ça va bien."},
    {"de",
     "Dieser Ratgeber erklärt, was chronische Rückenschmerzen sind, wie Massage helfen kann und worauf Sie zu Ihrer Sicherheit achten sollten. Er zeigt, wie "
     "eine Behandlung abläuft und was Sie zu Hause tun können. Behalten Sie ihn, schreiben Sie hinein und bringen Sie ihn zu Ihren Terminen mit."},
    {"de",
     "Wer Sie massiert, kann einen verspannten Muskel ertasten, Ihnen aber nicht die medizinische Ursache nennen. Danach fragen Sie bitte Ihre Ärztin oder Ihren "
     "Arzt."},
    {"de",
     "Teilen Sie Ihre Kräfte ein. Zerlegen Sie große Arbeiten in kleine, mit Pausen dazwischen. Versuchen Sie, an einem guten Tag nicht alles auf einmal zu "
     "erledigen."},
    {"pt-BR",
     "Este guia explica o que é a dor crônica nas costas, como a massagem pode ajudar e como se cuidar com segurança. Mostra como é uma sessão e o que você "
     "pode fazer em casa. Guarde-o, escreva nele e traga-o com você."},
    {"pt-BR",
     "Massoterapeutas conseguem sentir um músculo tenso, mas não podem dizer qual é a causa médica. Para isso, consulte seu médico."},
    {"pt-BR",
     "Dose o esforço. Divida as tarefas grandes em pequenas, com descanso entre elas. Procure não fazer tudo em um dia bom."},
    {"it",
     "Questa guida spiega che cos’è il mal di schiena cronico, come il massaggio può aiutare e a che cosa fare attenzione per la propria sicurezza. Mostra "
     "come si svolge una seduta e che cosa si può fare a casa. La conservi, ci scriva sopra e la porti con sé."},
    {"it",
     "Chi fa un massaggio può sentire con le mani un muscolo teso, ma non può dirle qual è la causa medica. Per questo si rivolga al suo medico."},
    {"it",
     "Dosi le forze. Divida i lavori grandi in lavori piccoli, con pause in mezzo. Cerchi di non fare tutto in un giorno buono."},
    {"pl",
     "Ten poradnik wyjaśnia, czym jest przewlekły ból pleców, jak może pomóc masaż i"
     "\u00A0"
     "jak zadbać o"
     "\u00A0"
     "bezpieczeństwo. Pokazuje, jak przebiega zabieg i"
     "\u00A0"
     "co "
     "można robić w"
     "\u00A0"
     "domu. Warto go zachować, robić w"
     "\u00A0"
     "nim notatki i"
     "\u00A0"
     "przynosić go ze sobą."},
    {"pl",
     "Osoba wykonująca masaż może wyczuć napięty mięsień, ale nie może określić medycznej przyczyny bólu. O"
     "\u00A0"
     "przyczynę proszę zapytać lekarza."},
    {"pl",
     "Rozkładanie sił. Duże prace warto podzielić na małe, z"
     "\u00A0"
     "odpoczynkiem pomiędzy. W"
     "\u00A0"
     "dobry dzień lepiej nie próbować zrobić wszystkiego naraz."},
    {"uk",
     "Цей посібник розповідає, що таке хронічний біль у спині, чим може допомогти масаж і "
     "як подбати про безпеку. Він показує, як проходить сеанс і що ви можете робити вдома. "
     "Зберігайте його, пишіть у ньому й приносьте з собою."},
    {"uk",
     "Масажист може відчути напружений м’яз, але не може назвати вам медичну причину болю. "
     "Про неї, будь ласка, запитайте лікаря."},
    {"uk",
     "Розподіляйте сили. Діліть великі справи на малі й відпочивайте між ними. Намагайтеся "
     "не робити всього одразу, коли день видався добрим."},
    {"ru",
     "Это руководство рассказывает, что такое хроническая боль в спине, чем может помочь "
     "массаж и как позаботиться о безопасности. Оно показывает, как проходит сеанс и что "
     "вы можете делать дома. Храните его, пишите в нём и приносите с собой."},
    {"ru",
     "Массажист может почувствовать напряжённую мышцу, но не может назвать вам медицинскую "
     "причину боли. О ней, пожалуйста, спросите врача."},
    {"ru",
     "Распределяйте силы. Делите большие дела на маленькие и отдыхайте между ними. Старайтесь "
     "не делать всё сразу, когда выдался хороший день."},
    {"tr",
     "Bu rehber, kronik bel ve sırt ağrısının ne olduğunu, masajın nasıl yardımcı olabileceğini ve kendinizi nasıl güvende tutacağınızı anlatır. "
     "Bir seansın nasıl geçtiğini ve evde neler yapabileceğinizi gösterir. Rehberi saklayın, içine yazın ve gelirken yanınızda getirin."},
    {"tr",
     "Masaj terapisti gergin bir kası hissedebilir ama size tıbbi nedeni söyleyemez. Bunun için lütfen doktorunuza danışın."},
    {"tr",
     "Gücünüzü idareli kullanın. Büyük işleri küçük parçalara bölün, aralarında dinlenin. İyi bir günde hepsini yapmaya çalışmayın."},
    {"vi",
     "Cẩm nang này giúp quý vị hiểu đau lưng mạn tính là gì, xoa bóp có thể giúp ích ra sao và làm thế nào để giữ an toàn. Cẩm "
     "nang cũng cho thấy một buổi trị liệu diễn ra như thế nào và quý vị có thể tự làm gì ở nhà. Xin hãy giữ lại, ghi chép "
     "vào đây và mang theo khi đến."},
    {"vi",
     "Chuyên viên xoa bóp trị liệu có thể cảm nhận được một cơ đang căng cứng, nhưng không thể cho quý vị biết nguyên nhân "
     "về mặt y khoa. Xin hãy hỏi bác sĩ của quý vị về điều đó."},
    {"vi",
     "Giữ nhịp vừa sức. Hãy chia việc lớn thành nhiều việc nhỏ và nghỉ giữa chừng. Cố gắng đừng làm hết mọi việc trong "
     "một ngày thấy khỏe."},
    {"ko",
     "이 안내서는 만성 등·허리 통증이 무엇인지, 마사지가 어떻게 도움이 될 수 있는지, 어떻게 하면 안전한지 알려 드"
     "립니다. 마사지를 받는 과정과 집에서 할 수 있는 일도 소개합니다. 잘 보관하고, 직접 적어 넣고, 오실 때 가져오세"
     "요."},
    {"ko",
     "마사지 치료사는 뭉친 근육을 손으로 느낄 수 있지만 의학적 원인을 알려 드릴 수는 없습니다. 원인은 의사에게 문"
     "의하세요."},
    {"ko",
     "무리하지 말고 나누어 하세요. 큰일은 작게 나누고 중간중간 쉬세요. 몸이 좋은 날에 한꺼번에 다 하지 않도록 하세"
     "요."},
    {"ja",
     "このガイドでは、慢性の背中・腰の痛みとは何か、マッサージがどのように役立つ可能性があるか、安全に受ける"
     "にはどうすればよいかを説明します。施術がどのようなものか、ご自宅で何ができるかも紹介します。お手元に置"
     "いて、書き込みながら使い、施術のときにお持ちください。"},
    {"ja",
     "マッサージセラピストは、硬くなった筋肉に触れて気づくことはできますが、医学的な原因をお伝えすることはで"
     "きません。原因については医師にお尋ねください。"},
    {"ja",
     "ペースを守る。大きな用事は小さく分け、間に休みを入れます。調子のよい日に全部やろうとしないようにしまし"
     "ょう。"},
    {"zh-Hans",
     "本指南告诉您什么是慢性腰背痛，按摩可能有什么帮助，以及怎样保证安全。它还介绍一次按摩的过程，以及您在家"
     "里可以做些什么。请保存好这本指南，在上面做记录，来做按摩时带上它。"},
    {"zh-Hans",
     "按摩治疗师能摸出紧绷的肌肉，但不能告诉您医学上的病因。这个问题请向医生询问。"},
    {"zh-Hans",
     "量力而行。把大的工作分成小块，中间休息。状态好的日子，也尽量不要一次做完。"},
    {"ar",
     "يشرح لك هذا الدليل ما هو ألم الظهر المزمن، وكيف قد يساعد التدليك، وكيف تحافظ على سلامتك. "
     "ويعرض ما يجري في الجلسة وما يمكنك فعله في المنزل. احتفظ به، واكتب فيه، وأحضره معك."},
    {"ar",
     "يستطيع المعالج بالتدليك أن يتحسّس عضلة مشدودة، لكنه لا يستطيع أن يخبرك بالسبب الطبي. "
     "من فضلك اسأل طبيبك عن ذلك."},
    {"ar",
     "وزّع جهدك. قسّم الأعمال الكبيرة إلى أعمال صغيرة تتخللها راحة. وحاول ألا تنجز كل شيء "
     "في يوم جيد واحد."},
    {"he",
     "המדריך הזה מסביר מהו כאב גב כרוני, איך עיסוי עשוי לעזור ואיך לשמור על בטיחותכם. הוא מראה "
     "איך נראה מפגש טיפולי ומה אפשר לעשות בבית. שמרו אותו, כתבו בו והביאו אותו אתכם."},
    {"he",
     "בעיסוי אפשר לחוש שריר תפוס, אך המטפל או המטפלת בעיסוי אינם יכולים לומר לכם מהי הסיבה "
     "הרפואית. על כך יש לשאול רופא או רופאה."},
    {"he",
     "חלקו את המאמץ. חלקו מטלות גדולות לקטנות, עם מנוחה ביניהן. השתדלו לא לעשות הכול ביום טוב "
     "אחד."},
    {"hi",
     "इस गाइड में बताया गया है कि पुराना पीठ दर्द क्या है, मसाज से "
     "कैसे मदद मिल सकती है और सुरक्षित कैसे रहें। इसमें यह भी है "
     "कि मसाज का सेशन कैसा होता है और आप घर पर क्या कर सकते हैं। इसे "
     "सँभालकर रखें, इसमें लिखें और आते समय साथ लाएँ।"},
    {"hi",
     "मसाज थेरेपिस्ट छूकर तनी हुई मांसपेशी को पहचान सकते हैं, लेकिन "
     "दर्द का चिकित्सकीय कारण नहीं बता सकते। उसके लिए कृपया अपने "
     "डॉक्टर से पूछें।"},
    {"hi",
     "अपनी रफ़्तार सँभालें। बड़े कामों को छोटे हिस्सों में बाँटें "
     "और बीच-बीच में आराम करें। कोशिश करें कि किसी अच्छे दिन में "
     "ही सब कुछ न कर डालें।"},
    {"th",
     "คู่มือนี้บอกว่าอาการปวดหลังเรื้อรังคืออะไร การนวดอา"
     "จช่วยได้อย่างไร และทำอย่างไรจึงจะปลอดภัย ทั้งยังแสดง"
     "ให้เห็นว่าการนวดแต่ละครั้งเป็นอย่างไร และคุณทำอะไรเ"
     "องที่บ้านได้บ้าง เก็บคู่มือนี้ไว้ จดบันทึกลงไป และนำต"
     "ิดตัวมาด้วย"},
    {"th",
     "นักนวดบำบัดคลำพบกล้ามเนื้อที่ตึงได้ แต่บอกสาเหตุทาง"
     "การแพทย์ไม่ได้ โปรดสอบถามเรื่องนี้จากแพทย์ของคุณ"},
    {"th",
     "ทำแต่พอดี แบ่งงานใหญ่เป็นงานเล็ก"
     "\u00A0"
     "ๆ และพักเป็นช่วง"
     "\u00A0"
     "ๆ พ"
     "ยายามอย่าทำทุกอย่างให้หมดในวันที่รู้สึกดี"},
});
// clang-format on
